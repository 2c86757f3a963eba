"""Items are dropped, putters refused, join comes back."""

import asyncio


async def putter(queue):
    try:
        await queue.put("b")
    except asyncio.QueueShutDown:
        print("put refused")


async def joiner(queue):
    await queue.join()
    print("joined")


async def main():
    queue = asyncio.Queue(1)
    queue.put_nowait("a")
    putting = asyncio.create_task(putter(queue), name="putter")
    joining = asyncio.create_task(joiner(queue), name="joiner")
    await asyncio.sleep(1)
    queue.shutdown(immediate=True)
    print(f"{queue.qsize()} queued")
    await putting
    await joining


if __name__ == "__main__":
    asyncio.run(main())
