"""What main raises comes out of the run."""

import asyncio


async def main():
    print("about to fail")
    await asyncio.sleep(1)
    raise ValueError("no such thing")


if __name__ == "__main__":
    asyncio.run(main())
