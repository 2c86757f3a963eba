"""The next in line gets its permit."""

import asyncio


async def worker(semaphore):
    async with semaphore:
        print("in")
        await asyncio.sleep(2)


async def main():
    semaphore = asyncio.Semaphore(1)
    tasks = [asyncio.create_task(worker(semaphore), name=name) for name in "ABC"]
    await asyncio.sleep(1)
    tasks[1].cancel()
    await asyncio.wait(tasks)
    print(f"B cancelled: {tasks[1].cancelled()}, locked: {semaphore.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
