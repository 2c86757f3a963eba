"""The scope ends when the last of them does."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("ends")
    return seconds


async def main():
    async with asyncio.TaskGroup() as group:
        long = group.create_task(work(2), name="long")
        short = group.create_task(work(1), name="short")
        print("body ends")
    print(f"{long.result()} {short.result()}")


if __name__ == "__main__":
    asyncio.run(main())
