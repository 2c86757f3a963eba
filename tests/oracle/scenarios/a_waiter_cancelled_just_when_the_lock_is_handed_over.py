"""The lock is not lost: the next in line gets it."""

import asyncio


async def holder(lock, box):
    async with lock:
        await asyncio.sleep(1)
    box["B"].cancel()
    print("released, then cancelled B")


async def worker(lock):
    async with lock:
        print("has it")


async def main():
    lock = asyncio.Lock()
    box = {}
    first = asyncio.create_task(holder(lock, box), name="A")
    box["B"] = asyncio.create_task(worker(lock), name="B")
    last = asyncio.create_task(worker(lock), name="C")
    await asyncio.wait([first, box["B"], last])
    print(f"B cancelled: {box['B'].cancelled()}, locked: {lock.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
