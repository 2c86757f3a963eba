"""return_exceptions: everything is waited for."""

import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("one")


async def works():
    await asyncio.sleep(2)
    return "two"


async def main():
    bad = asyncio.create_task(fails(), name="bad")
    good = asyncio.create_task(works(), name="good")
    results = await asyncio.gather(bad, good, return_exceptions=True)
    print(f"{type(results[0]).__name__}: {results[0]}")
    print(results[1])


if __name__ == "__main__":
    asyncio.run(main())
