"""First come, first served."""

import asyncio


async def parser(semaphore):
    async with semaphore:
        print("in")
        await asyncio.sleep(1)
    print("out")


async def main():
    semaphore = asyncio.Semaphore(2)
    tasks = [asyncio.create_task(parser(semaphore), name=f"p{n}") for n in range(5)]
    for task in tasks:
        await task
    print(f"locked: {semaphore.locked()}")


if __name__ == "__main__":
    asyncio.run(main())
