"""It is late, and successful."""

import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("no")
        await asyncio.sleep(1)
    return "late but here"


async def main():
    task = asyncio.create_task(stubborn(), name="stubborn")
    print(await asyncio.wait_for(task, 1))


if __name__ == "__main__":
    asyncio.run(main())
