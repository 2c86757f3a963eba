"""Putting is refused at once, getting when the queue is empty."""

import asyncio


async def main():
    queue = asyncio.Queue()
    queue.put_nowait("last")
    queue.shutdown()
    try:
        await queue.put("more")
    except asyncio.QueueShutDown:
        print("put refused")
    print(f"got {await queue.get()}")
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("get refused")


if __name__ == "__main__":
    asyncio.run(main())
