import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    async with conn.transaction():
        total = 0
        async for row in conn.cursor("SELECT generate_series(1, 200) AS n", prefetch=30):
            total += row["n"]
        print(total)
        cursor = await conn.cursor("SELECT generate_series($1::int, $2::int) AS n", 1, 10)
        print(await cursor.fetchrow(), await cursor.fetch(3))
        print(await cursor.forward(2), await cursor.fetch(10), await cursor.fetchrow())
    try:
        async for row in conn.cursor("SELECT 1"):
            pass
    except asyncpg.NoActiveSQLTransactionError as error:
        print(error)
    await conn.close()


asyncio.run(main())
