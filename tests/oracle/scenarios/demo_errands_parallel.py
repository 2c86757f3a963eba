"""Charlie fetches medicine and pizza while Alice shops."""

import asyncio


async def charlie():
    await asyncio.sleep(3)
    print("medicine fetched")
    await asyncio.sleep(2)
    print("pizza fetched")


async def alice():
    await asyncio.sleep(1)
    print("groceries bought")


async def main():
    tasks = [asyncio.create_task(charlie(), name="charlie"), asyncio.create_task(alice(), name="alice")]
    for task in tasks:
        await task
    print("all done")


if __name__ == "__main__":
    asyncio.run(main())
