"""Afterwards it is as new."""

import asyncio


async def party(barrier):
    try:
        print(f"place {await barrier.wait()}")
    except asyncio.BrokenBarrierError:
        print("broken")


async def main():
    barrier = asyncio.Barrier(2)
    early = asyncio.create_task(party(barrier), name="early")
    await asyncio.sleep(1)
    await barrier.reset()
    await early
    tasks = [asyncio.create_task(party(barrier), name=name) for name in "AB"]
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
