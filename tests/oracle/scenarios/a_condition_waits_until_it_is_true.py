"""wait_for looks again after each notification."""

import asyncio


async def waiter(condition, box):
    async with condition:
        await condition.wait_for(lambda: box["count"] >= 2)
        print(f"count is {box['count']}")


async def main():
    condition = asyncio.Condition()
    box = {"count": 0}
    task = asyncio.create_task(waiter(condition, box), name="waiter")
    for _ in range(2):
        await asyncio.sleep(1)
        async with condition:
            box["count"] += 1
            condition.notify_all()
            print("notified")
    await task


if __name__ == "__main__":
    asyncio.run(main())
