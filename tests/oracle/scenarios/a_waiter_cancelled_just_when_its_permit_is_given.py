"""The permit goes to the next in line."""

import asyncio


async def worker(semaphore):
    async with semaphore:
        print("in")


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    b = asyncio.create_task(worker(semaphore), name="B")
    c = asyncio.create_task(worker(semaphore), name="C")
    await asyncio.sleep(1)
    semaphore.release()
    b.cancel()
    await asyncio.wait([b, c])
    print(f"B cancelled: {b.cancelled()}, locked: {semaphore.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
