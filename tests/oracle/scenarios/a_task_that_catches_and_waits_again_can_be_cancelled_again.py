"""Refusing once does not make it immune."""

import asyncio


async def worker():
    for n in range(3):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print(f"refused {n}")


async def main():
    task = asyncio.create_task(worker(), name="worker")
    for _ in range(3):
        await asyncio.sleep(1)
        task.cancel()
    await task
    print(f"requests: {task.cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
