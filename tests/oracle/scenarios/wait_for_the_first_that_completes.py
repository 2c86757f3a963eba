"""The others are pending and run on."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("ends")


async def main():
    tasks = [asyncio.create_task(work(seconds), name=f"t{seconds}") for seconds in (3, 1)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(f"done {' '.join(sorted(task.get_name() for task in done))}")
    print(f"pending {' '.join(sorted(task.get_name() for task in pending))}")


if __name__ == "__main__":
    asyncio.run(main())
