"""Awaiting it gives no turn."""

import asyncio


async def other():
    print("other")


async def main():
    task = asyncio.create_task(other(), name="other")
    outer = asyncio.gather()
    print(f"done: {outer.done()}")
    print(f"results: {await outer}")
    await task


if __name__ == "__main__":
    asyncio.run(main())
