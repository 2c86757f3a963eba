"""Due at once like zero, but sorted before it."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0, print, "zero")
    loop.call_later(-1, print, "minus one")
    loop.call_later(-2, print, "minus two")
    await asyncio.sleep(0.5)
    print(f"main at {loop.time():.1f}")


if __name__ == "__main__":
    asyncio.run(main())
