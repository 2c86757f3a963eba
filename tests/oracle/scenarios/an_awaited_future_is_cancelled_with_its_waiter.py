"""Cancelling the task cancels the plain future that it waits on."""

import asyncio


async def worker(future):
    await future


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(worker(future), name="worker")
    await asyncio.sleep(1)
    task.cancel()
    print(f"future cancelled: {future.cancelled()}, task done: {task.done()}")
    await asyncio.wait([task])
    print(f"task cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
