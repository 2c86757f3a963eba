import asyncio


async def boil_water():
    await asyncio.sleep(3)
    return "hot water"


async def brew(water, leaves):
    await asyncio.sleep(2)
    return f"{leaves} in {water}"


async def main():
    water = await boil_water()
    tea = await brew(water, "assam")
    print(tea)


asyncio.run(main())
