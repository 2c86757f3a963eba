import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    rows = await conn.fetch("""
        SELECT login, count(*) AS posts, sum(votes) AS votes, array_agg(title ORDER BY title) AS titles
        FROM users JOIN posts ON author = users.id GROUP BY login ORDER BY login
    """)
    for row in rows:
        print(row)
    try:
        await conn.execute("INSERT INTO posts (author, title) VALUES (9, 'Nobody')")
    except asyncpg.ForeignKeyViolationError as error:
        print(error)
    print(await conn.fetchval("SELECT created FROM users LIMIT 1"))
    await conn.close()


asyncio.run(main())
