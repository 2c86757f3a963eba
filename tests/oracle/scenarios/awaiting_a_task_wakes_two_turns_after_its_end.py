"""The waiter's step comes in the turn after the task's last one."""

import asyncio


async def worker():
    print("worker ends")


async def bystander():
    for turn in range(4):
        print(f"turn {turn}")
        await asyncio.sleep(0)


async def main():
    watcher = asyncio.create_task(bystander(), name="bystander")
    task = asyncio.create_task(worker(), name="worker")
    await task
    print("main woken")
    await watcher


if __name__ == "__main__":
    asyncio.run(main())
