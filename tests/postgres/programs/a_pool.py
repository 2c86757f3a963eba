import asyncio

import asyncpg


async def work(pool, number):
    async with pool.acquire() as conn:
        await conn.execute("INSERT INTO jobs (number) VALUES ($1)", number)
        return await conn.fetchval("SELECT $1::int * 2", number)


async def main():
    pool = await asyncpg.create_pool("postgresql://localhost/db", min_size=1, max_size=3)
    print(pool.get_size(), pool.get_min_size(), pool.get_max_size(), pool.get_idle_size())
    await pool.execute("CREATE TABLE jobs (number int)")
    print(await asyncio.gather(*(work(pool, number) for number in range(8))))
    print(pool.get_size() <= 3, await pool.fetchval("SELECT count(*) FROM jobs"))
    conn = await pool.acquire()
    print(await conn.fetchval("SELECT 1"), type(conn).__name__)
    await pool.release(conn)
    try:
        await conn.fetchval("SELECT 1")
    except asyncpg.InterfaceError as error:
        print(str(error).split(":")[0])
    await pool.close()
    try:
        await pool.acquire()
    except asyncpg.InterfaceError as error:
        print(error)


asyncio.run(main())
