"""Ready early, printed late: awaiting in order of creation."""

import asyncio


async def fetch(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(fetch(seconds), name=f"fetch-{seconds}") for seconds in (8, 1, 10)]
    for task in tasks:
        print(f"{await task} at {loop.time():.1f}")


if __name__ == "__main__":
    asyncio.run(main())
