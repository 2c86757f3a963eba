import asyncio


async def process(job):
    await asyncio.sleep(0.2)
    return job * 10


async def worker(name, jobs):
    for job in jobs:
        result = await process(job)
        print(name, result)


async def main():
    await asyncio.gather(worker("one", [1, 2, 3]), worker("two", [4, 5]))


asyncio.run(main())
