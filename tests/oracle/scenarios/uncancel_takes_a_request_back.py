"""A task that refuses properly also takes the request back."""

import asyncio


async def worker():
    task = asyncio.current_task()
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"requests: {task.cancelling()}")
        print(f"left: {task.uncancel()}")
    print(f"left: {task.uncancel()}")
    await asyncio.sleep(1)
    print("went on")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(1)
    task.cancel()
    await task
    print(f"requests: {task.cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
