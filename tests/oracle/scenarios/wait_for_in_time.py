"""The result is passed on."""

import asyncio


async def work():
    await asyncio.sleep(1)
    return "in time"


async def main():
    task = asyncio.create_task(work(), name="work")
    print(await asyncio.wait_for(task, 2))
    print(await asyncio.wait_for(work(), 2))


if __name__ == "__main__":
    asyncio.run(main())
