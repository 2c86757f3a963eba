"""A future that fails at 2 s: its waiter catches the error."""

import asyncio


async def breaker(future):
    await asyncio.sleep(2)
    future.set_exception(ValueError("it broke"))


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(breaker(future), name="breaker")
    try:
        await future
    except ValueError as error:
        print(f"caught {error}")
    await task


if __name__ == "__main__":
    asyncio.run(main())
