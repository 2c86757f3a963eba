"""The others still wait for it."""

import asyncio


async def waiter(event):
    await event.wait()
    print("goes on")


async def main():
    event = asyncio.Event()
    a = asyncio.create_task(waiter(event), name="A")
    b = asyncio.create_task(waiter(event), name="B")
    await asyncio.sleep(1)
    a.cancel()
    await asyncio.sleep(1)
    event.set()
    await b
    print(f"A cancelled: {a.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
