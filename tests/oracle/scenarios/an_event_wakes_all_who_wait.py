"""In the order in which they came; who comes later does not wait."""

import asyncio


async def waiter(event):
    print("waits")
    await event.wait()
    print("goes on")


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(event), name=name) for name in "AB"]
    await asyncio.sleep(1)
    event.set()
    print(f"set: {event.is_set()}")
    await waiter(event)
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
