"""A body that never waits is not disturbed."""

import asyncio


async def main():
    async with asyncio.timeout(0):
        print("no wait")
    try:
        async with asyncio.timeout(0):
            print("before")
            await asyncio.sleep(0)
            print("one turn later")
            await asyncio.sleep(0)
            print("two turns later")
            await asyncio.sleep(0)
            print("never")
    except TimeoutError:
        print("timed out")


if __name__ == "__main__":
    asyncio.run(main())
