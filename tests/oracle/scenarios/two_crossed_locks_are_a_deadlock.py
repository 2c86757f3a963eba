"""Each holds the lock that the other wants."""

import asyncio


async def worker(first, second):
    async with first:
        print("has one")
        await asyncio.sleep(1)
        async with second:
            print("never")


async def main():
    a = asyncio.Lock()
    b = asyncio.Lock()
    one = asyncio.create_task(worker(a, b), name="one")
    two = asyncio.create_task(worker(b, a), name="two")
    await one
    await two


if __name__ == "__main__":
    asyncio.run(main())
