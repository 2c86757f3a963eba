"""Getters of an empty queue get QueueShutDown."""

import asyncio


async def getter(queue):
    try:
        await queue.get()
    except asyncio.QueueShutDown:
        print("shut down")


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(queue), name=name) for name in "AB"]
    await asyncio.sleep(1)
    queue.shutdown()
    print("main shut it down")
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
