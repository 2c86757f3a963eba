import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    print(dish, "is ready")


async def main():
    async with asyncio.TaskGroup() as group:
        for dish, seconds in (("rice", 2), ("beans", 1)):
            group.create_task(cook(dish, seconds))
    print("dinner")


asyncio.run(main())
