"""get_nowait between wake-up and step takes it; the getter waits again."""

import asyncio


async def getter(queue):
    print(f"got {await queue.get()}")


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(getter(queue), name="getter")
    await asyncio.sleep(1)
    queue.put_nowait("first")
    print(f"snatched {queue.get_nowait()}")
    await asyncio.sleep(1)
    queue.put_nowait("second")
    await task


if __name__ == "__main__":
    asyncio.run(main())
