"""all_tasks and current_task, names sorted."""

import asyncio


async def worker(seconds):
    await asyncio.sleep(seconds)


async def main():
    tasks = [asyncio.create_task(worker(seconds), name=f"sleeps-{seconds}") for seconds in (1, 2)]
    print(" ".join(sorted(task.get_name() for task in asyncio.all_tasks())))
    await tasks[0]
    print(" ".join(sorted(task.get_name() for task in asyncio.all_tasks())))
    await tasks[1]
    print(" ".join(sorted(task.get_name() for task in asyncio.all_tasks())))
    print(asyncio.current_task().get_name())


if __name__ == "__main__":
    asyncio.run(main())
