"""With the task as its argument."""

import asyncio


async def worker():
    await asyncio.sleep(1)
    return "value"


async def main():
    task = asyncio.create_task(worker(), name="worker")
    task.add_done_callback(lambda task: print(f"callback: {task.result()}"))
    print(f"main: {await task}")


if __name__ == "__main__":
    asyncio.run(main())
