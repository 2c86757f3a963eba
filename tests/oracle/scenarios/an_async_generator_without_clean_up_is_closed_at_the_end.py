"""Its task is there all the same. One that has never begun needs none."""

import asyncio

kept = []


async def numbers(name):
    yield name


async def background():
    try:
        await asyncio.sleep(100)
    finally:
        print("background cancelled")


async def main():
    asyncio.create_task(background(), name="background")
    kept.append(numbers("begun"))
    kept.append(numbers("never begun"))
    print(await anext(kept[0]))
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.run(main())
