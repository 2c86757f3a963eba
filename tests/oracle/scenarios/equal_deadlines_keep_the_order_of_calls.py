"""Three timers for the same moment, and a task that sleeps as long."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for name in "ABC":
        loop.call_later(1, print, name)
    loop.call_at(1.0, print, "D")
    await asyncio.sleep(1)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
