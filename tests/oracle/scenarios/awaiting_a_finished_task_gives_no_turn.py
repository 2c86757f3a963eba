"""A task that is done is read at once."""

import asyncio


async def worker():
    return "result"


async def other():
    print("other runs")


async def main():
    done = asyncio.create_task(worker(), name="done")
    await asyncio.sleep(0)
    late = asyncio.create_task(other(), name="other")
    print(await done)
    print("no turn was given")
    await late


if __name__ == "__main__":
    asyncio.run(main())
