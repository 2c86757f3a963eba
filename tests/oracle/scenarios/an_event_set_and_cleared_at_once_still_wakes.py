"""Those who waited are let through."""

import asyncio


async def waiter(event):
    await event.wait()
    print(f"woken, set: {event.is_set()}")


async def main():
    event = asyncio.Event()
    task = asyncio.create_task(waiter(event), name="waiter")
    await asyncio.sleep(1)
    event.set()
    event.clear()
    await task


if __name__ == "__main__":
    asyncio.run(main())
