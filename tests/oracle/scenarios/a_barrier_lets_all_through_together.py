"""Each is told its place; the last one to come goes on first."""

import asyncio


async def party(barrier, seconds):
    await asyncio.sleep(seconds)
    print(f"arrives, {barrier.n_waiting} wait")
    place = await barrier.wait()
    print(f"goes on, place {place}")


async def main():
    barrier = asyncio.Barrier(3)
    tasks = [asyncio.create_task(party(barrier, seconds), name=f"p{seconds}") for seconds in (1, 2, 3)]
    for task in tasks:
        await task
    print(f"{barrier.n_waiting} wait, broken: {barrier.broken}")


if __name__ == "__main__":
    asyncio.run(main())
