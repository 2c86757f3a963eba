"""Deadline and sleep are equal; the sleep was set first."""

import asyncio


async def work():
    await asyncio.sleep(1)
    print("ends")


async def main():
    task = asyncio.create_task(work(), name="work")
    await asyncio.sleep(0)
    done, pending = await asyncio.wait([task], timeout=1)
    print(f"done {len(done)}, pending {len(pending)}")
    await task


if __name__ == "__main__":
    asyncio.run(main())
