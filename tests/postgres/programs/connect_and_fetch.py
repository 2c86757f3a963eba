import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://user:secret@localhost:5432/mydb")
    rows = await conn.fetch("SELECT id, name, age FROM users ORDER BY id")
    for row in rows:
        print(row["id"], row["name"], row["age"])
    print(rows[0])
    row = await conn.fetchrow("SELECT * FROM users WHERE name = $1", "Bob")
    print(row["email"], len(row), list(row.keys()))
    print(await conn.fetchval("SELECT count(*) FROM users"))
    print(await conn.fetchval("SELECT name FROM users WHERE id = $1", 100), await conn.fetchrow("SELECT 1 WHERE false"))
    print(await conn.fetch("SELECT name FROM users WHERE age > $1 ORDER BY age DESC", 28))
    print(await conn.fetchval("SELECT id, name FROM users WHERE id = 2", column=1))
    await conn.close()
    print(conn.is_closed())


asyncio.run(main())
