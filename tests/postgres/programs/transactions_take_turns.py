import asyncio

import asyncpg


async def add(name, seconds):
    conn = await asyncpg.connect("postgresql://localhost/db")
    async with conn.transaction():
        before = await conn.fetchval("SELECT value FROM counter FOR UPDATE")
        print(name, "reads", before)
        await asyncio.sleep(seconds)
        await conn.execute("UPDATE counter SET value = $1", before + 1)
        print(name, "writes", before + 1)
    await conn.close()


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    await conn.execute("CREATE TABLE counter (value int); INSERT INTO counter VALUES (0)")
    await asyncio.gather(add("first", 0.2), add("second", 0.1), add("third", 0))
    print(await conn.fetchval("SELECT value FROM counter"))
    await conn.close()


asyncio.run(main())
