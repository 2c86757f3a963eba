"""The request is passed on, no TimeoutError comes."""

import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("work cancelled")
        raise


async def waiter(task):
    try:
        await asyncio.wait_for(task, 5)
    except asyncio.CancelledError:
        print("wait_for cancelled")
        raise


async def main():
    task = asyncio.create_task(work(), name="work")
    waiting = asyncio.create_task(waiter(task), name="waiter")
    await asyncio.sleep(1)
    waiting.cancel()
    await asyncio.wait([waiting])
    print(f"{task.cancelled()} {waiting.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
