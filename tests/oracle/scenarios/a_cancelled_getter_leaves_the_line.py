"""The item goes to the next one."""

import asyncio


async def getter(queue):
    print(f"got {await queue.get()}")


async def main():
    queue = asyncio.Queue()
    a = asyncio.create_task(getter(queue), name="A")
    b = asyncio.create_task(getter(queue), name="B")
    await asyncio.sleep(1)
    a.cancel()
    queue.put_nowait("item")
    await asyncio.wait([a, b])
    print(f"{a.cancelled()} {b.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
