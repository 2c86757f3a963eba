import asyncio

PRICES = {"tea": 3, "milk": 2}


async def price(what):
    await asyncio.sleep(0.5)
    return PRICES[what]


async def total():
    return await price("tea") + await price("milk")


async def main():
    print(await total())


asyncio.run(main())
