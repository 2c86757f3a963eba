"""The task is cancelled, and awaited while it cleans up."""

import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    finally:
        print("cleaning up")
        await asyncio.sleep(1)
        print("cleaned up")


async def main():
    task = asyncio.create_task(work(), name="work")
    try:
        await asyncio.wait_for(task, 2)
    except TimeoutError:
        print(f"too late, cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
