"""Its child is cancelled, then the cancellation goes on."""

import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child cancelled")
        raise


async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child(), name="child")
    except asyncio.CancelledError:
        print(f"parent cancelled, requests: {asyncio.current_task().cancelling()}")
        raise


async def main():
    task = asyncio.create_task(parent(), name="parent")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
