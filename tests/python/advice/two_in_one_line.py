import asyncio


async def read_sensor(sensor):
    await asyncio.sleep(0.3)
    return len(sensor)


async def main():
    inside, outside = await read_sensor("hall"), await read_sensor("garden")
    print(inside, outside)


asyncio.run(main())
