import asyncio


async def measure(sensor):
    await asyncio.sleep(0.3)
    return len(sensor)


async def main():
    inside, outside = await measure("hall"), await measure("garden")
    print(inside, outside)


asyncio.run(main())
