"""Its result stands in both places."""

import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    a = asyncio.create_task(work("a", 1), name="a")
    b = asyncio.create_task(work("b", 2), name="b")
    print(" ".join(await asyncio.gather(a, b, a)))


if __name__ == "__main__":
    asyncio.run(main())
