"""Room for one; each get lets one in."""

import asyncio


async def putter(queue, item):
    await queue.put(item)
    print(f"put {item}")


async def main():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(putter(queue, item), name=f"p{item}") for item in range(3)]
    await asyncio.sleep(1)
    for _ in range(3):
        print(f"got {await queue.get()}")
        await asyncio.sleep(1)
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
