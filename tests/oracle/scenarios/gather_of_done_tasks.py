"""All results are there already, so it is done at once."""

import asyncio


async def work(n):
    return n


async def main():
    tasks = [asyncio.create_task(work(n), name=f"t{n}") for n in range(2)]
    await asyncio.sleep(0)
    outer = asyncio.gather(*tasks)
    print(f"done: {outer.done()}")
    print(await outer)


if __name__ == "__main__":
    asyncio.run(main())
