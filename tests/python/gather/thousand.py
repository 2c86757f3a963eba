import asyncio


async def work(n):
    await asyncio.sleep(n % 10 / 10)
    return n


async def main():
    results = await asyncio.gather(*(work(n) for n in range(1000)))
    print(sum(results), results[:5], len(results))


asyncio.run(main())
