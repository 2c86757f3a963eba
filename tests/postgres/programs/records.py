import asyncio

import asyncpg


class Row(asyncpg.Record):
    def __getattr__(self, name):
        return self[name]


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db", record_class=Row)
    row = await conn.fetchrow("SELECT id, name FROM users ORDER BY id LIMIT 1")
    print(row, row.name, type(row).__name__)
    plain = await conn.fetchrow("SELECT id, name, 1 AS id FROM users ORDER BY users.id LIMIT 1", record_class=asyncpg.Record)
    print(plain, plain["id"], plain[0], dict(plain), tuple(plain))
    try:
        plain.name
    except AttributeError as error:
        print(error)
    print(sorted(await conn.fetch("SELECT age, name FROM users")))
    await conn.close()


asyncio.run(main())
