"""A future is settled at 2 s; reading it early and setting it twice are errors."""

import asyncio


async def setter(future):
    await asyncio.sleep(2)
    future.set_result("ready")
    print(f"done: {future.done()}")
    try:
        future.set_result("again")
    except asyncio.InvalidStateError as error:
        print(f"{type(error).__name__}: {error}")


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(setter(future), name="setter")
    try:
        future.result()
    except asyncio.InvalidStateError as error:
        print(f"{type(error).__name__}: {error}")
    print(f"got {await future}")
    await task


if __name__ == "__main__":
    asyncio.run(main())
