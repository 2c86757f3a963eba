"""Undisturbed it is transparent, at the price of a turn."""

import asyncio


async def work(fail):
    await asyncio.sleep(1)
    if fail:
        raise ValueError("failed")
    return "value"


async def main():
    good = asyncio.create_task(work(False), name="good")
    bad = asyncio.create_task(work(True), name="bad")
    print(await asyncio.shield(good))
    try:
        await asyncio.shield(bad)
    except ValueError as error:
        print(f"caught {error}")


if __name__ == "__main__":
    asyncio.run(main())
