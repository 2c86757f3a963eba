"""A moment that has passed is due in the next turn."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(2)
    loop.call_at(loop.time() + 1, print, "one second later")
    loop.call_at(1.0, print, "long past")
    await asyncio.sleep(3)
    print(f"main at {loop.time():.1f}")


if __name__ == "__main__":
    asyncio.run(main())
