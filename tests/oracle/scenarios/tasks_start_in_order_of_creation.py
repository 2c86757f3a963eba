"""Tasks begin in the turn after their creation, first created first."""

import asyncio


async def worker(name):
    print(f"{name} runs")


async def main():
    tasks = [asyncio.create_task(worker(name), name=name) for name in "ABC"]
    print("created")
    for task in tasks:
        await task
    print("all awaited")


if __name__ == "__main__":
    asyncio.run(main())
