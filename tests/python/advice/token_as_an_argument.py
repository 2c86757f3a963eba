import asyncio


async def get_token(user):
    await asyncio.sleep(0.2)
    return f"token:{user}"


async def get_items(token):
    await asyncio.sleep(0.2)
    return [token, "item"]


async def main():
    token = await get_token("ada")
    headers = {"Authorization": token}
    items = await get_items(headers["Authorization"])
    print(items)


asyncio.run(main())
