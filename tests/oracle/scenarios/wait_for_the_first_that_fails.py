"""Successes are passed over."""

import asyncio


async def work(seconds, fail):
    await asyncio.sleep(seconds)
    if fail:
        raise ValueError("failed")
    print("ends")


async def main():
    tasks = [asyncio.create_task(work(seconds, seconds == 2), name=f"t{seconds}") for seconds in (3, 2, 1)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(f"done {' '.join(sorted(task.get_name() for task in done))}")
    print(f"pending {' '.join(sorted(task.get_name() for task in pending))}")
    await tasks[0]


if __name__ == "__main__":
    asyncio.run(main())
