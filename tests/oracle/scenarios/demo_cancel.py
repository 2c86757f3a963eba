"""A task that is cancelled cleans up, and its waiter is told."""

import asyncio


async def worker():
    try:
        print("working")
        await asyncio.sleep(10)
        print("never")
    except asyncio.CancelledError:
        print("cleaning up")
        raise


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("it is cancelled")


if __name__ == "__main__":
    asyncio.run(main())
