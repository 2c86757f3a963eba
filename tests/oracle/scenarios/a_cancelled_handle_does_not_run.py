"""call_soon and call_later taken back; cancelling twice is harmless."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    soon = loop.call_soon(print, "never soon")
    later = loop.call_later(1, print, "never later")
    kept = loop.call_later(2, print, "kept")
    soon.cancel()
    later.cancel()
    later.cancel()
    print(f"{soon.cancelled()} {later.cancelled()} {kept.cancelled()}")
    await asyncio.sleep(3)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
