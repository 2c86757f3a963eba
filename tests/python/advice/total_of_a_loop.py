import asyncio


async def get_price(shop):
    await asyncio.sleep(0.2)
    return len(shop)


async def main():
    shops = ["corner", "market", "online"]
    total = 0
    for shop in shops:
        total += await get_price(shop)
    print("average", total / len(shops))


asyncio.run(main())
