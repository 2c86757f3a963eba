"""Two tasks that await each other."""

import asyncio


async def left(box):
    print("left waits for right")
    await box["right"]


async def right(box):
    print("right waits for left")
    await box["left"]


async def main():
    box = {}
    box["left"] = asyncio.create_task(left(box), name="left")
    box["right"] = asyncio.create_task(right(box), name="right")
    await box["left"]


if __name__ == "__main__":
    asyncio.run(main())
