"""The last task_done wakes all who joined."""

import asyncio


async def worker(queue):
    for _ in range(2):
        item = await queue.get()
        await asyncio.sleep(1)
        print(f"dealt with {item}")
        queue.task_done()


async def joiner(queue):
    await queue.join()
    print("joined")


async def main():
    queue = asyncio.Queue()
    queue.put_nowait("a")
    queue.put_nowait("b")
    working = asyncio.create_task(worker(queue), name="worker")
    joining = asyncio.create_task(joiner(queue), name="joiner")
    await queue.join()
    print("joined too")
    await working
    await joining


if __name__ == "__main__":
    asyncio.run(main())
