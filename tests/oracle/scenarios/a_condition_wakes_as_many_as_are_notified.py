"""notify(n) takes the first n, notify_all the rest; each takes the lock again in turn."""

import asyncio


async def waiter(condition):
    async with condition:
        await condition.wait()
        print("woken")


async def main():
    condition = asyncio.Condition()
    tasks = [asyncio.create_task(waiter(condition), name=name) for name in "ABCD"]
    await asyncio.sleep(1)
    async with condition:
        condition.notify(1)
        print("notified one")
    await asyncio.sleep(1)
    async with condition:
        condition.notify_all()
        print("notified all")
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
