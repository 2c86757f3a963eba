import asyncio


async def read_sensor(name):
    await asyncio.sleep(0.5)
    return f"{name} at {asyncio.get_running_loop().time():.1f}"


async def main():
    readings = []
    for _ in range(3):
        readings.append(await read_sensor("door"))
    print(readings)


asyncio.run(main())
