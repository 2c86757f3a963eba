"""Nothing will ever be due."""

import asyncio


async def main():
    print("sleeps")
    await asyncio.sleep(float("inf"))


if __name__ == "__main__":
    asyncio.run(main())
