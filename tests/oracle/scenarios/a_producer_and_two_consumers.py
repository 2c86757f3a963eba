"""Work is shared by who is free."""

import asyncio


async def producer(queue):
    for item in range(4):
        await queue.put(item)
        await asyncio.sleep(1)
    print("all made")


async def consumer(queue):
    for _ in range(2):
        item = await queue.get()
        print(f"takes {item}")
        await asyncio.sleep(1.5)
        print(f"finished {item}")


async def main():
    queue = asyncio.Queue()
    tasks = [
        asyncio.create_task(producer(queue), name="producer"),
        asyncio.create_task(consumer(queue), name="C1"),
        asyncio.create_task(consumer(queue), name="C2"),
    ]
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
