"""A permit that was let go is not snatched away."""

import asyncio


async def worker(semaphore):
    async with semaphore:
        print("in")
        await asyncio.sleep(1)


async def main():
    semaphore = asyncio.Semaphore(1)
    await semaphore.acquire()
    waiting = asyncio.create_task(worker(semaphore), name="waiting")
    await asyncio.sleep(1)
    semaphore.release()
    print(f"locked: {semaphore.locked()}")
    await semaphore.acquire()
    print("main in")
    semaphore.release()
    await waiting


if __name__ == "__main__":
    asyncio.run(main())
