"""The future it waits on is cancelled first, then the task is woken with the error."""

import asyncio


async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(0)
    print(f"cancel: {task.cancel()}")
    print(f"done: {task.done()}")
    await asyncio.sleep(0)
    print(f"done: {task.done()}")
    await asyncio.sleep(0)
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
