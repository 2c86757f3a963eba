"""cancel says so and changes nothing."""

import asyncio


async def worker():
    return 5


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await task
    print(f"cancel: {task.cancel()}, requests: {task.cancelling()}")
    print(f"result: {task.result()}")


if __name__ == "__main__":
    asyncio.run(main())
