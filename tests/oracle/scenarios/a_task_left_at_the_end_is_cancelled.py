"""The run cancels what main leaves behind, and lets it clean up."""

import asyncio


async def background():
    try:
        while True:
            print("tick")
            await asyncio.sleep(1)
    finally:
        print("background closes")


async def main():
    task = asyncio.create_task(background(), name="background")
    await asyncio.sleep(2.5)
    print(f"main returns, done: {task.done()}")


if __name__ == "__main__":
    asyncio.run(main())
