"""Each item goes to the one who waits longest."""

import asyncio


async def getter(queue):
    print(f"got {await queue.get()}")


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(queue), name=name) for name in "ABC"]
    await asyncio.sleep(1)
    for item in range(3):
        queue.put_nowait(item)
    print(f"{queue.qsize()} queued")
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
