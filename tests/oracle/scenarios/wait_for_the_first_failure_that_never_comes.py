"""FIRST_EXCEPTION without one waits for all; a cancelled task is no failure."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)


async def main():
    tasks = [asyncio.create_task(work(seconds), name=f"t{seconds}") for seconds in (1, 2, 3)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(f"done {len(done)}, pending {len(pending)}")


if __name__ == "__main__":
    asyncio.run(main())
