"""Two rounds of two; the second begins when the first is drained."""

import asyncio


async def party(barrier, seconds):
    for n in range(2):
        await asyncio.sleep(seconds)
        await barrier.wait()
        print(f"round {n}")


async def main():
    barrier = asyncio.Barrier(2)
    a = asyncio.create_task(party(barrier, 1), name="A")
    b = asyncio.create_task(party(barrier, 2), name="B")
    await a
    await b


if __name__ == "__main__":
    asyncio.run(main())
