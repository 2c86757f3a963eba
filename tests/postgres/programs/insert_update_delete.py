import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect(user="me", password="x", database="shop", host="127.0.0.1")
    print(await conn.execute("CREATE TABLE goods (id serial PRIMARY KEY, name text, price numeric(10, 2), tags text[])"))
    print(await conn.execute("INSERT INTO goods (name, price) VALUES ($1, $2)", "tea", 3))
    new = await conn.fetchval("INSERT INTO goods (name, price) VALUES ($1, $2) RETURNING id", "cup", "12.5")
    print(new)
    await conn.executemany("INSERT INTO goods (name, price) VALUES ($1, $2)", [(f"n{i}", i) for i in range(5)])
    print(await conn.execute("UPDATE goods SET price = price * 2 WHERE name LIKE 'n%'"))
    print(await conn.execute("DELETE FROM goods WHERE price > $1", 6))
    for row in await conn.fetch("SELECT * FROM goods ORDER BY id"):
        print(dict(row))
    print(await conn.execute("DROP TABLE goods"))
    await conn.close()


asyncio.run(main())
