"""It catches the error and goes on to a result."""

import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("no")
    await asyncio.sleep(1)
    return "finished"


async def main():
    task = asyncio.create_task(stubborn(), name="stubborn")
    await asyncio.sleep(1)
    task.cancel()
    print(await task)
    print(f"cancelled: {task.cancelled()}, requests: {task.cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
