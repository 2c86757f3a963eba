"""Thirty years and a microsecond."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(946_080_000, print, "thirty years")
    await asyncio.sleep(946_080_000.000001)
    print("and a microsecond")


if __name__ == "__main__":
    asyncio.run(main())
