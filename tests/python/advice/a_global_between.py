import asyncio

rate = 1.0


async def load_rate(currency):
    global rate
    await asyncio.sleep(0.2)
    rate = {"EUR": 1.1, "GBP": 1.3}[currency]
    return currency


async def load_price(item):
    await asyncio.sleep(0.2)
    return f"{item}: {10 * rate:.2f}"


async def main():
    currency = await load_rate("EUR")
    price = await load_price("tea")
    print(currency, price)


asyncio.run(main())
