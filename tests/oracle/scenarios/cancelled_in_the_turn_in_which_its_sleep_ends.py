"""The sleep's future is settled already, so the request is delivered at the next step."""

import asyncio


async def worker():
    try:
        await asyncio.sleep(1)
        print("slept")
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(0)
    loop.call_later(1, task.cancel)
    await asyncio.wait([task])
    print(f"cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
