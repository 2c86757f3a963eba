"""The next one is served instead."""

import asyncio


async def worker(lock):
    async with lock:
        print("has it")
        await asyncio.sleep(2)


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(lock), name=name) for name in "ABC"]
    await asyncio.sleep(1)
    tasks[1].cancel()
    await asyncio.wait(tasks)
    print(f"B cancelled: {tasks[1].cancelled()}, locked: {lock.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
