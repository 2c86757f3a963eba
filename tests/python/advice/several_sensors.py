import asyncio

SENSORS = {"hall": 20, "garden": 12}


async def read_sensor(name):
    await asyncio.sleep(0.5)
    return SENSORS[name]


async def main():
    temperatures = {}
    for name in SENSORS:
        temperatures[name] = await read_sensor(name)
    print(temperatures)


asyncio.run(main())
