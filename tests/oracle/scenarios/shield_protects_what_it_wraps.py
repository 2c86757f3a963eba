"""The waiter is cancelled, the shielded task runs on."""

import asyncio


async def work():
    await asyncio.sleep(2)
    print("ends")
    return "value"


async def waiter(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        print("waiter cancelled")
        raise


async def main():
    task = asyncio.create_task(work(), name="work")
    waiting = asyncio.create_task(waiter(task), name="waiter")
    await asyncio.sleep(1)
    waiting.cancel()
    await asyncio.wait([waiting])
    print(f"waiter: {waiting.cancelled()}, work: {task.cancelled()}")
    print(await task)


if __name__ == "__main__":
    asyncio.run(main())
