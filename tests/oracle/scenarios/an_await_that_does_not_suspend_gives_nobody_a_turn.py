"""Awaiting a coroutine that never waits runs straight through."""

import asyncio


async def quick(number):
    return number


async def counter():
    for number in range(3):
        print(f"count {await quick(number)}")


async def main():
    first = asyncio.create_task(counter(), name="first")
    second = asyncio.create_task(counter(), name="second")
    await first
    await second


if __name__ == "__main__":
    asyncio.run(main())
