"""A request on the current task that is taken back in the same step is never delivered."""

import asyncio


async def worker():
    task = asyncio.current_task()
    task.cancel()
    print(f"left: {task.uncancel()}")
    await asyncio.sleep(1)
    print("undisturbed")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await task


if __name__ == "__main__":
    asyncio.run(main())
