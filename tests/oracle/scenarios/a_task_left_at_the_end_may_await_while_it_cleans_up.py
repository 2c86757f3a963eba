"""The clean-up of what is left behind takes the time it takes."""

import asyncio


async def background():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("saving")
        await asyncio.sleep(2)
        print("saved")
        raise


async def main():
    task = asyncio.create_task(background(), name="background")
    await asyncio.sleep(1)
    print(f"main returns, done: {task.done()}")


if __name__ == "__main__":
    asyncio.run(main())
