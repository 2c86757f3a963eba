"""Main alone can be the deadlock."""

import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    print("waiting")
    await future


if __name__ == "__main__":
    asyncio.run(main())
