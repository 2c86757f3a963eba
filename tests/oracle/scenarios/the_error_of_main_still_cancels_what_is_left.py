"""Main fails; the task left behind is cancelled all the same."""

import asyncio


async def background():
    try:
        await asyncio.sleep(10)
    finally:
        print("background closes")


async def main():
    task = asyncio.create_task(background(), name="background")
    await asyncio.sleep(1)
    print(f"done: {task.done()}")
    raise RuntimeError("main fails")


if __name__ == "__main__":
    asyncio.run(main())
