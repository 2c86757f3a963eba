"""It is a ValueError; join of a queue with nothing unfinished takes no turn."""

import asyncio


async def main():
    queue = asyncio.Queue()
    queue.put_nowait("item")
    queue.get_nowait()
    queue.task_done()
    await queue.join()
    print("joined")
    try:
        queue.task_done()
    except ValueError as error:
        print(f"ValueError: {error}")


if __name__ == "__main__":
    asyncio.run(main())
