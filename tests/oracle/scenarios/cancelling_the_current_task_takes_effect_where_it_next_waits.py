"""Even where it would have waited for nothing."""

import asyncio


async def worker():
    asyncio.current_task().cancel()
    print("still running")
    try:
        await asyncio.sleep(0)
        print("never")
    except asyncio.CancelledError:
        print("now")
        raise


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
