"""The barrier waits for another instead."""

import asyncio


async def party(barrier):
    print(f"place {await barrier.wait()}")


async def main():
    barrier = asyncio.Barrier(2)
    a = asyncio.create_task(party(barrier), name="A")
    await asyncio.sleep(1)
    a.cancel()
    await asyncio.sleep(1)
    print(f"{barrier.n_waiting} wait")
    tasks = [asyncio.create_task(party(barrier), name=name) for name in "BC"]
    for task in tasks:
        await task


if __name__ == "__main__":
    asyncio.run(main())
