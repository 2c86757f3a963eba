"""It returns a value, but ends cancelled."""

import asyncio


async def worker():
    asyncio.current_task().cancel()
    return "lost"


async def main():
    task = asyncio.create_task(worker(), name="worker")
    try:
        print(await task)
    except asyncio.CancelledError:
        print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
