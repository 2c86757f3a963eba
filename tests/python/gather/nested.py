import asyncio


async def leaf(name):
    await asyncio.sleep(len(name))
    return name


async def main():
    first = asyncio.gather(leaf("a"), leaf("bb"))
    second = asyncio.gather(leaf("ccc"), asyncio.gather(leaf("d"), leaf("ee")))
    print(await asyncio.gather(first, second))
    print(first)


asyncio.run(main())
