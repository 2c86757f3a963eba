"""Nothing to wait for."""

import asyncio


async def other():
    print("other")


async def main():
    task = asyncio.create_task(other(), name="other")
    async with asyncio.TaskGroup():
        print("body")
    print("left")
    await task


if __name__ == "__main__":
    asyncio.run(main())
