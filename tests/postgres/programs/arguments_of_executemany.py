import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    await conn.execute("CREATE TABLE t (n int PRIMARY KEY, s text)")
    insert = "INSERT INTO t VALUES ($1, $2)"
    await conn.executemany(insert, ((n, str(n)) for n in range(2000)))
    print(await conn.fetchval("SELECT sum(n) FROM t"))
    for wrong in ([(5000, "a"), (5000, "b")], [(6000, "a"), ("x", "b")], [(7000, "a"), 8], [(1, 2, 3)]):
        try:
            await conn.executemany(insert, wrong)
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            print(type(error).__name__, error)
    print(await conn.fetchval("SELECT count(*) FROM t WHERE n >= 5000"))
    print(await conn.fetchmany("INSERT INTO t VALUES ($1, $2) RETURNING n", [(8000, "a"), (8001, None)]))
    await conn.executemany(insert, [])
    await conn.close()


asyncio.run(main())
