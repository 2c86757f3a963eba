"""Then the one who waits for it is told."""

import asyncio


async def work():
    await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(work(), name="work")
    outer = asyncio.shield(task)
    await asyncio.sleep(1)
    task.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(f"outer: {outer.cancelled()}, work: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
