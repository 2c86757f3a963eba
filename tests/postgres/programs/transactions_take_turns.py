import asyncio

import asyncpg


async def add(conn, name, seconds):
    async with conn.transaction():
        before = await conn.fetchval("SELECT value FROM counter FOR UPDATE")
        print(name, "reads", before)
        await asyncio.sleep(seconds)
        await conn.execute("UPDATE counter SET value = $1", before + 1)
        print(name, "writes", before + 1)


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    await conn.execute("CREATE TABLE counter (value int); INSERT INTO counter VALUES (0)")
    others = [await asyncpg.connect("postgresql://localhost/db") for _ in range(3)]
    waits = {"first": 0.2, "second": 0.1, "third": 0}
    await asyncio.gather(*(add(other, name, wait) for other, (name, wait) in zip(others, waits.items())))
    print(await conn.fetchval("SELECT value FROM counter"))
    for each in [conn, *others]:
        await each.close()


asyncio.run(main())
