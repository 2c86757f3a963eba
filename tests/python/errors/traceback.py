import asyncio


async def level3(x):
    return 10 / x


async def level2(x):
    return await level3(x)


async def level1(x):
    await asyncio.sleep(0.1)
    return await level2(x)


async def main():
    print(await level1(5))
    print(await level1(0))


asyncio.run(main())
