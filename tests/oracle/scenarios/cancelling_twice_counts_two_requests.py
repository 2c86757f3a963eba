"""Both requests stand; the error is delivered once."""

import asyncio


async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print(f"requests: {asyncio.current_task().cancelling()}")
        await asyncio.sleep(1)
        print("cleaned up")
        raise


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(1)
    print(f"{task.cancel()} {task.cancel()}")
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
