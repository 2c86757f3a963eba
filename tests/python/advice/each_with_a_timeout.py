import asyncio


async def query(table):
    await asyncio.sleep(0.4)
    return f"{table}: 3 rows"


async def main():
    users = await asyncio.wait_for(query("users"), 2)
    items = await asyncio.wait_for(query("items"), timeout=2)
    print(users)
    print(items)


asyncio.run(main())
