"""The one who awaits it is cancelled; the children clean up first."""

import asyncio


async def work():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def collect():
    children = [asyncio.create_task(work(), name=name) for name in "abc"]
    try:
        await asyncio.gather(*children)
    except asyncio.CancelledError:
        print("gather cancelled")
        raise


async def main():
    task = asyncio.create_task(collect(), name="collect")
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
