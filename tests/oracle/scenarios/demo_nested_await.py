"""Awaiting a coroutine is a call, not a new task: C, A, half a second, B, D."""

import asyncio


async def inner():
    print("A")
    await asyncio.sleep(0.5)
    print("B")


async def main():
    print("C")
    await inner()
    print("D")


if __name__ == "__main__":
    asyncio.run(main())
