"""What is not done when the time is up is pending."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("ends")


async def main():
    tasks = [asyncio.create_task(work(seconds), name=f"t{seconds}") for seconds in (1, 3)]
    done, pending = await asyncio.wait(tasks, timeout=2)
    print(f"done {' '.join(sorted(task.get_name() for task in done))}")
    print(f"pending {' '.join(sorted(task.get_name() for task in pending))}")
    await tasks[1]


if __name__ == "__main__":
    asyncio.run(main())
