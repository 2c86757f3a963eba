"""sleep(-1) behaves as sleep(0) does."""

import asyncio


async def worker(delay):
    for n in range(2):
        print(f"{n}")
        await asyncio.sleep(delay)


async def main():
    minus = asyncio.create_task(worker(-1), name="minus")
    zero = asyncio.create_task(worker(0), name="zero")
    await minus
    await zero


if __name__ == "__main__":
    asyncio.run(main())
