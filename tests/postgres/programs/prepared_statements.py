import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    statement = await conn.prepare("SELECT $1::int + $2::int AS sum, $3 || '!' AS word")
    print(statement.get_query())
    print([(kind.name, kind.kind) for kind in statement.get_parameters()])
    print([(attribute.name, attribute.type.name) for attribute in statement.get_attributes()])
    for number in range(3):
        print(await statement.fetchrow(number, 10, "go"))
    print(await statement.fetchval(1, 2, "x", column=1), statement.get_statusmsg())
    many = await conn.prepare("INSERT INTO users (name, age) VALUES ($1, $2)")
    await many.executemany([("Dora", 20), ("Emil", 21)])
    print(await conn.fetch("SELECT name, age FROM users WHERE age < 25 ORDER BY age"))
    try:
        await statement.fetch(1, 2)
    except asyncpg.InterfaceError as error:
        print(error)
    plan = await (await conn.prepare("SELECT * FROM users WHERE id = 1")).explain()
    print(type(plan).__name__, plan[0]["Plan"]["Node Type"])
    await conn.close()


asyncio.run(main())
