"""get_nowait of an empty queue and put_nowait into a full one are errors."""

import asyncio


async def main():
    queue = asyncio.Queue(2)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        print("empty")
    queue.put_nowait("a")
    queue.put_nowait("b")
    try:
        queue.put_nowait("c")
    except asyncio.QueueFull:
        print("full")
    print(f"{queue.qsize()} {queue.full()} {queue.empty()}")
    print(f"{queue.get_nowait()} {queue.get_nowait()}")


if __name__ == "__main__":
    asyncio.run(main())
