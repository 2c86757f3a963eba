import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    print(await conn.fetch("WITH RECURSIVE t(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM t WHERE n < 5) SELECT n, sum(n) OVER (ORDER BY n) FROM t"))
    print(await conn.fetchval("SELECT jsonb_agg(name ORDER BY name) FROM users"))
    print(await conn.fetchrow("SELECT count(*), avg(age), min(name), max(age) - min(age) AS span FROM users"))
    print(await conn.execute("INSERT INTO users (name, email) VALUES ('Bob', 'bob@example.com') ON CONFLICT (email) DO UPDATE SET age = 99"))
    print(await conn.fetchval("SELECT age FROM users WHERE email = 'bob@example.com'"))
    print(await conn.fetch("SELECT name FROM users WHERE id = ANY($1::int[]) ORDER BY name", [1, 3]))
    await conn.execute("CREATE FUNCTION twice(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN n * 2; END $$")
    print(await conn.fetchval("SELECT twice($1)", 21))
    print(await conn.fetch("SELECT word FROM unnest(string_to_array('to be or not', ' ')) AS word WHERE word ILIKE '%O%'"))
    print(await conn.fetchval("SELECT to_tsvector('english', 'The quick foxes jumped') @@ to_tsquery('fox & jump')"))
    print(await conn.execute("SELECT 1; SELECT 2; UPDATE users SET age = 1"))
    print(conn.get_server_version().major, conn.get_settings().server_encoding)
    await conn.close()


asyncio.run(main())
