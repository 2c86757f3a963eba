"""gather(return_exceptions=True) hands the CancelledError over."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return "done"


async def main():
    a = asyncio.create_task(work(10), name="a")
    b = asyncio.create_task(work(2), name="b")
    outer = asyncio.gather(a, b, return_exceptions=True)
    await asyncio.sleep(1)
    a.cancel("enough")
    results = await outer
    print(f"{type(results[0]).__name__} {results[1]}")


if __name__ == "__main__":
    asyncio.run(main())
