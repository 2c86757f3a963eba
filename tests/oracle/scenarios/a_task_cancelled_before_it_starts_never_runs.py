"""Its coroutine is not entered at all."""

import asyncio


async def worker():
    print("never")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    print(f"cancel: {task.cancel()}")
    try:
        await task
    except asyncio.CancelledError:
        print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
