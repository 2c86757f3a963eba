"""The sibling goes on, nothing is raised."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("ends")


async def main():
    async with asyncio.TaskGroup() as group:
        first = group.create_task(work(10), name="first")
        group.create_task(work(2), name="second")
        await asyncio.sleep(1)
        first.cancel()
    print(f"cancelled: {first.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
