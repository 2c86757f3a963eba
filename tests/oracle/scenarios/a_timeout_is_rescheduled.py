"""The deadline moves while the body runs."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(1) as scope:
            await asyncio.sleep(0.5)
            scope.reschedule(loop.time() + 2)
            await asyncio.sleep(1)
            print(f"at {loop.time():.1f}")
            await asyncio.sleep(10)
    except TimeoutError:
        print(f"timed out at {loop.time():.1f}")


if __name__ == "__main__":
    asyncio.run(main())
