"""cancel(msg) is what the task and its waiter see."""

import asyncio


async def worker():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError as error:
        print(f"message: {error}")
        raise


async def main():
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(1)
    task.cancel("too slow")
    try:
        await task
    except asyncio.CancelledError as error:
        print(f"message: {error}")


if __name__ == "__main__":
    asyncio.run(main())
