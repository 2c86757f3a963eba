"""A function that schedules its own next call, until told to stop."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    ticks = []

    def tick():
        ticks.append(1)
        print(f"tick {len(ticks)} at {loop.time():.1f}")
        if len(ticks) < 3:
            loop.call_later(1, tick)

    tick()
    await asyncio.sleep(4)
    print(f"{len(ticks)} ticks")


if __name__ == "__main__":
    asyncio.run(main())
