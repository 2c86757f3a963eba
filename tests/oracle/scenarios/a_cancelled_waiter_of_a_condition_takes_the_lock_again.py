"""It is cancelled only once it holds the lock."""

import asyncio


async def waiter(condition):
    async with condition:
        try:
            await condition.wait()
        except asyncio.CancelledError:
            print(f"cancelled, locked: {condition.locked()}")
            raise


async def main():
    condition = asyncio.Condition()
    task = asyncio.create_task(waiter(condition), name="waiter")
    await asyncio.sleep(1)
    async with condition:
        task.cancel()
        await asyncio.sleep(1)
        print(f"done: {task.done()}")
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}, locked: {condition.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
