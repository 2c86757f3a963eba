"""Start A B C, finish B A C, results in call order."""

import asyncio


async def work(name, seconds):
    print(f"start {name}")
    await asyncio.sleep(seconds)
    print(f"finish {name}")
    return name


async def main():
    results = await asyncio.gather(
        asyncio.create_task(work("A", 2), name="A"),
        asyncio.create_task(work("B", 1), name="B"),
        asyncio.create_task(work("C", 3), name="C"),
    )
    print(" ".join(results))


if __name__ == "__main__":
    asyncio.run(main())
