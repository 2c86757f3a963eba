"""Callbacks and first steps share one first-in first-out queue."""

import asyncio


async def worker(name):
    print(f"task {name}")


async def main():
    loop = asyncio.get_running_loop()
    first = asyncio.create_task(worker("A"), name="A")
    loop.call_soon(lambda: print("callback 1"))
    second = asyncio.create_task(worker("B"), name="B")
    loop.call_soon(lambda: print("callback 2"))
    await asyncio.sleep(0)
    print("main again")
    await first
    await second


if __name__ == "__main__":
    asyncio.run(main())
