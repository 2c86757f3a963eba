"""Whatever the order of putting."""

import asyncio


async def getter(queue):
    for _ in range(3):
        priority, name = await queue.get()
        print(f"{priority} {name}")


async def main():
    queue = asyncio.PriorityQueue()
    task = asyncio.create_task(getter(queue), name="getter")
    await asyncio.sleep(1)
    for item in ((3, "low"), (1, "high"), (2, "middle")):
        queue.put_nowait(item)
    await task


if __name__ == "__main__":
    asyncio.run(main())
