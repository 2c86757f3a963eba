import asyncio

TABLES = {"users": [1, 2], "orders": [3]}


async def query(table, condition=None):
    await asyncio.sleep(0.3)
    return [row for row in TABLES[table] if condition is None or row == condition]


async def main():
    users = await query("users")
    print(len(users), "users")
    first = users[0]
    mine = await query("orders", condition=first + 2)
    others = await query("orders", condition=9)
    print(mine, others)


asyncio.run(main())
