"""The sibling is not cancelled."""

import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("first")


async def works():
    await asyncio.sleep(2)
    print("still finished")
    return 2


async def main():
    bad = asyncio.create_task(fails(), name="bad")
    good = asyncio.create_task(works(), name="good")
    try:
        await asyncio.gather(bad, good)
    except ValueError as error:
        print(f"caught {error}")
    print(f"good done: {good.done()}")
    print(await good)


if __name__ == "__main__":
    asyncio.run(main())
