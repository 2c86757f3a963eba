"""The body is done in time."""

import asyncio


async def main():
    async with asyncio.timeout(2) as scope:
        await asyncio.sleep(1)
        print("in time")
    print(f"expired: {scope.expired()}")
    await asyncio.sleep(2)
    print("nothing came later")


if __name__ == "__main__":
    asyncio.run(main())
