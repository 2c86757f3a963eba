import asyncio

import asyncpg


async def report(conn, seconds):
    print(f"report of {seconds} s: asked for")
    await conn.execute("SELECT pg_sleep($1)", seconds)
    print(f"report of {seconds} s: done")


async def main():
    conn = await asyncpg.connect("postgresql://localhost/shop")
    await conn.execute("CREATE TABLE orders (id serial PRIMARY KEY, item text, price int)")
    for item, price in ("tea", 3), ("pizza", 9), ("medicine", 12):
        # Arguments travel beside the query: no text of a stranger becomes SQL.
        await conn.execute("INSERT INTO orders (item, price) VALUES ($1, $2)", item, price)
    for row in await conn.fetch("SELECT id, item, price FROM orders WHERE price > $1 ORDER BY id", 5):
        print(row["id"], row["item"], row["price"])
    print("in all:", await conn.fetchval("SELECT sum(price) FROM orders"))

    # One connection does one thing at a time, and says so.
    reports = [report(conn, 0.2), report(conn, 0.1)]
    for result in await asyncio.gather(*reports, return_exceptions=True):
        if result is not None:
            print(type(result).__name__, result)
    await conn.close()


asyncio.run(main())
