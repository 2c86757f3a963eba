"""Three errands as three tasks on one loop."""

import asyncio


async def errand(what, seconds):
    print(f"{what} begun")
    await asyncio.sleep(seconds)
    print(f"{what} done")


async def main():
    await asyncio.gather(
        asyncio.create_task(errand("medicine", 3), name="medicine"),
        asyncio.create_task(errand("pizza", 2), name="pizza"),
        asyncio.create_task(errand("groceries", 1), name="groceries"),
    )
    print("home")


if __name__ == "__main__":
    asyncio.run(main())
