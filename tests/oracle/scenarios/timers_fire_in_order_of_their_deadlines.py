"""Whatever the order in which they were set."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    for seconds in (3, 1, 2):
        loop.call_later(seconds, print, f"after {seconds}")
    await asyncio.sleep(4)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
