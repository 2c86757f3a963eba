"""Unlike gather it cancels nobody."""

import asyncio


async def work():
    await asyncio.sleep(3)
    print("ends")


async def waiter(task):
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        print("wait cancelled")
        raise


async def main():
    task = asyncio.create_task(work(), name="work")
    waiting = asyncio.create_task(waiter(task), name="waiter")
    await asyncio.sleep(1)
    waiting.cancel()
    await task
    print(f"{waiting.cancelled()} {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
