"""The task fails instead of being cancelled."""

import asyncio


async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        raise ValueError("clean-up failed")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(1)
    task.cancel()
    try:
        await task
    except ValueError as error:
        print(f"caught {error}, cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
