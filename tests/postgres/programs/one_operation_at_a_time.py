import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    results = await asyncio.gather(
        conn.fetchval("SELECT 1"), conn.fetchval("SELECT 2"), conn.execute("SELECT 3"), return_exceptions=True
    )
    for result in results:
        print(repr(result))
    await conn.close()
    connections = await asyncio.gather(*(asyncpg.connect("postgresql://localhost/db") for _ in range(3)))
    print(await asyncio.gather(*(conn.fetchval("SELECT $1::int", number) for number, conn in enumerate(connections))))
    await asyncio.gather(*(conn.close() for conn in connections))


asyncio.run(main())
