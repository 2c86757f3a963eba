"""Deadlines one microsecond apart are not merged."""

import asyncio


async def sleeper(seconds):
    await asyncio.sleep(seconds)
    print("up")


async def main():
    late = asyncio.create_task(sleeper(0.000002), name="late")
    early = asyncio.create_task(sleeper(0.000001), name="early")
    await late
    await early


if __name__ == "__main__":
    asyncio.run(main())
