"""Errors are not raised, they stay in the tasks."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    if seconds == 2:
        raise ValueError("failed")


async def main():
    tasks = [asyncio.create_task(work(seconds), name=f"t{seconds}") for seconds in (1, 2, 3)]
    done, pending = await asyncio.wait(tasks)
    print(f"done {len(done)}, pending {len(pending)}")
    print(f"{tasks[1].exception()}")


if __name__ == "__main__":
    asyncio.run(main())
