"""Zero: what is not done already is cancelled."""

import asyncio


async def work():
    print("never")


async def done():
    return "was done"


async def main():
    ready = asyncio.create_task(done(), name="done")
    await ready
    print(await asyncio.wait_for(ready, 0))
    task = asyncio.create_task(work(), name="work")
    try:
        await asyncio.wait_for(task, 0)
    except TimeoutError:
        print(f"too late, cancelled: {task.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
