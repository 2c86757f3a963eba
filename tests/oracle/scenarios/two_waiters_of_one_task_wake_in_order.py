"""Those who await the same task are woken first come first served."""

import asyncio


async def worker():
    await asyncio.sleep(1)
    return "gold"


async def waiter(task):
    print("waiting")
    print(f"got {await task}")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    waiters = [asyncio.create_task(waiter(task), name=f"waiter-{n}") for n in range(3)]
    for other in waiters:
        await other


if __name__ == "__main__":
    asyncio.run(main())
