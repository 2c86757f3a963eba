import asyncio

limit = asyncio.Semaphore(2)


async def get(number):
    await asyncio.sleep(0.5)
    return number


async def limited(number):
    async with limit:
        first = await get(number)
        second = await get(-number)
    return first, second


async def main():
    print(await asyncio.gather(*(limited(n) for n in range(1, 5))))


asyncio.run(main())
