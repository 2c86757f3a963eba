"""A page of a shop: three services, asked one after another."""

import asyncio


async def fetch_user(user_id):
    await asyncio.sleep(0.3)
    return {"id": user_id, "name": "Ada"}


async def fetch_orders(user_id):
    await asyncio.sleep(0.5)
    return [f"order {user_id}-{n}" for n in range(2)]


async def get_recommendations():
    await asyncio.sleep(0.4)
    return ["tea", "milk"]


async def dashboard(user_id):
    user = await fetch_user(user_id)
    orders = await fetch_orders(user_id)
    recommended = await get_recommendations()
    return {"user": user, "orders": orders, "recommended": recommended}


async def main():
    page = await dashboard(7)
    for key, value in page.items():
        print(key, value)


if __name__ == "__main__":
    asyncio.run(main())
