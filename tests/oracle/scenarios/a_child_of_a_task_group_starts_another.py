"""The group waits for it too."""

import asyncio


async def second():
    await asyncio.sleep(1)
    print("second ends")


async def first(group):
    await asyncio.sleep(1)
    group.create_task(second(), name="second")
    print("first ends")


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(first(group), name="first")
    print("left")


if __name__ == "__main__":
    asyncio.run(main())
