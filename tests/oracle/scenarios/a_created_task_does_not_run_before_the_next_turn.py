"""create_task only queues the first step."""

import asyncio


async def worker():
    print("runs")
    return 7


async def main():
    task = asyncio.create_task(worker(), name="worker")
    print(f"done: {task.done()}")
    await asyncio.sleep(0)
    print(f"done: {task.done()}")
    print(f"result: {task.result()}")


if __name__ == "__main__":
    asyncio.run(main())
