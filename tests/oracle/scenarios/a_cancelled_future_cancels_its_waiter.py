"""The waiter gets the error without having been asked to stop."""

import asyncio


async def worker(future):
    try:
        await future
    except asyncio.CancelledError:
        print(f"cancelled, requests: {asyncio.current_task().cancelling()}")
        raise


async def main():
    future = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(worker(future), name="worker")
    await asyncio.sleep(1)
    print(f"cancel: {future.cancel()}, again: {future.cancel()}")
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
