"""Order in the turn in which several things are due."""

import asyncio


async def sleeper(seconds):
    await asyncio.sleep(seconds)
    print("up")
    await asyncio.sleep(0)
    print("again")


async def main():
    loop = asyncio.get_running_loop()
    first = asyncio.create_task(sleeper(1), name="first")
    loop.call_later(1, print, "timer")
    second = asyncio.create_task(sleeper(1), name="second")
    await first
    await second


if __name__ == "__main__":
    asyncio.run(main())
