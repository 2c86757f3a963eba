"""First come, first served."""

import asyncio


async def worker(lock):
    print("wants it")
    async with lock:
        print("has it")
        await asyncio.sleep(1)
    print("let it go")


async def main():
    lock = asyncio.Lock()
    tasks = [asyncio.create_task(worker(lock), name=name) for name in "ABC"]
    for task in tasks:
        await task
    print(f"locked: {lock.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
