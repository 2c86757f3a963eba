import asyncio


async def check_stock(item):
    await asyncio.sleep(0.2)
    return item != "unicorn"


async def get_offer(item):
    await asyncio.sleep(0.2)
    return f"offer for {item}"


async def main():
    in_stock = await check_stock("horse")
    if in_stock:
        print(await get_offer("horse"))
    available = await check_stock("unicorn")
    if not available:
        return
    print(await get_offer("unicorn"))


asyncio.run(main())
