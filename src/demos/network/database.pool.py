import asyncio

import asyncpg


async def order(pool, item, seconds):
    print(f"{item}: waits for a connection")
    async with pool.acquire() as conn:
        number = await conn.fetchval("INSERT INTO orders (item) VALUES ($1) RETURNING id", item)
        print(f"{item}: has a connection, and number {number}")
        await asyncio.sleep(seconds)  # the rest of the work that needs it
    print(f"{item}: has given it back")


async def main():
    async with asyncpg.create_pool("postgresql://localhost/shop", min_size=2, max_size=2) as pool:
        await pool.execute("CREATE TABLE orders (id serial PRIMARY KEY, item text)")
        orders = {"tea": 0.3, "pizza": 0.4, "medicine": 0.3, "groceries": 0.3, "flowers": 0.3}
        async with asyncio.TaskGroup() as group:
            for item, seconds in orders.items():
                group.create_task(order(pool, item, seconds), name=item)
        print("orders:", await pool.fetchval("SELECT count(*) FROM orders"), "connections:", pool.get_size())


asyncio.run(main())
