import asyncio


async def width():
    await asyncio.sleep(0.3)
    return 4


async def height():
    await asyncio.sleep(0.5)
    return 3


async def main():
    print("area", await width() * await height())
    print("sides", await width(), await height())


asyncio.run(main())
