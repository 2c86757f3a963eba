"""The same error reaches all who await it."""

import asyncio


async def worker():
    await asyncio.sleep(1)
    raise ValueError("broken")


async def waiter(task):
    try:
        await task
    except ValueError as error:
        print(f"caught {error}")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    waiters = [asyncio.create_task(waiter(task), name=f"waiter-{n}") for n in range(2)]
    for other in waiters:
        await other
    print(f"exception: {task.exception()}")


if __name__ == "__main__":
    asyncio.run(main())
