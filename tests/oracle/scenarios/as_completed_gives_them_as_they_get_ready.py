"""3, 1, 2 seconds: the second, the third, the first."""

import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    tasks = [asyncio.create_task(work(name, seconds), name=name) for name, seconds in (("a", 3), ("b", 1), ("c", 2))]
    for ready in asyncio.as_completed(tasks):
        print(await ready)


if __name__ == "__main__":
    asyncio.run(main())
