import asyncio

stock = {"tea": 2}


async def buy(item, count):
    if stock[item] < count:
        return f"no {item} left"
    await asyncio.sleep(0.2)
    stock[item] -= count
    return f"{count} {item}"


async def main():
    ann = await buy("tea", 2)
    bob = await buy("tea", 1)
    print(ann, bob)


asyncio.run(main())
