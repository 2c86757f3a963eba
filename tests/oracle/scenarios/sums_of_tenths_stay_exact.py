"""Ten sleeps of a tenth end with one sleep of a second, in order of setting."""

import asyncio


async def tenths():
    for _ in range(10):
        await asyncio.sleep(0.1)
    print("tenths")


async def whole():
    await asyncio.sleep(1)
    print("whole")


async def main():
    first = asyncio.create_task(tenths(), name="tenths")
    second = asyncio.create_task(whole(), name="whole")
    await first
    await second


if __name__ == "__main__":
    asyncio.run(main())
