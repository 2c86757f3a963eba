"""The item stays in the queue and the next getter is woken."""

import asyncio


async def getter(queue):
    print(f"got {await queue.get()}")


async def main():
    queue = asyncio.Queue()
    a = asyncio.create_task(getter(queue), name="A")
    b = asyncio.create_task(getter(queue), name="B")
    await asyncio.sleep(1)
    queue.put_nowait("item")
    a.cancel()
    await asyncio.wait([a, b])
    print(f"{a.cancelled()} {b.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
