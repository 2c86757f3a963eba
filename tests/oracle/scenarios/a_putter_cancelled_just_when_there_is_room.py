"""The next putter is let in."""

import asyncio


async def putter(queue, item):
    await queue.put(item)
    print(f"put {item}")


async def main():
    queue = asyncio.Queue(1)
    tasks = [asyncio.create_task(putter(queue, item), name=f"p{item}") for item in range(3)]
    await asyncio.sleep(1)
    print(f"got {queue.get_nowait()}")
    tasks[1].cancel()
    await asyncio.sleep(1)
    print(f"got {await queue.get()}")
    print(f"{tasks[1].cancelled()} {tasks[2].done()}")


if __name__ == "__main__":
    asyncio.run(main())
