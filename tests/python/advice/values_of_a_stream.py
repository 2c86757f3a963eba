import asyncio


async def ticks(count):
    for number in range(count):
        await asyncio.sleep(0.1)
        yield number


async def handle(number):
    await asyncio.sleep(0.2)
    return f"handled {number}"


async def main():
    async for number in ticks(4):
        print(await handle(number))


asyncio.run(main())
