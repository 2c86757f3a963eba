"""Who waits, and who comes later, gets BrokenBarrierError."""

import asyncio


async def party(barrier):
    try:
        await barrier.wait()
    except asyncio.BrokenBarrierError:
        print("broken")


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(barrier), name=name) for name in "AB"]
    await asyncio.sleep(1)
    await barrier.abort()
    print(f"broken: {barrier.broken}")
    for task in tasks:
        await task
    await party(barrier)


if __name__ == "__main__":
    asyncio.run(main())
