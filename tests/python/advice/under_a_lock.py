import asyncio

lock = asyncio.Lock()


async def read_file(name):
    await asyncio.sleep(0.2)
    return name


async def refresh():
    async with lock:
        first = await read_file("one.txt")
        second = await read_file("two.txt")
    return first, second


async def main():
    print(await asyncio.gather(refresh(), refresh()))


asyncio.run(main())
