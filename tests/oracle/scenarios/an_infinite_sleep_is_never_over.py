"""It can be cancelled, and no other deadline waits for it."""

import asyncio


async def forever():
    print("sleeps")
    await asyncio.sleep(float("inf"))


async def main():
    task = asyncio.create_task(forever(), name="forever")
    await asyncio.sleep(5)
    print("five seconds later")
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("woken")


if __name__ == "__main__":
    asyncio.run(main())
