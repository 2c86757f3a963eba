"""Both requests count; the other one wins."""

import asyncio


async def work():
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timed out")
    except asyncio.CancelledError:
        print(f"cancelled, requests: {asyncio.current_task().cancelling()}")
        raise


async def main():
    task = asyncio.create_task(work(), name="work")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
