"""A main task that cancels itself."""

import asyncio


async def main():
    asyncio.current_task().cancel()
    print("cancelled, but still running")
    await asyncio.sleep(1)
    print("never")


if __name__ == "__main__":
    asyncio.run(main())
