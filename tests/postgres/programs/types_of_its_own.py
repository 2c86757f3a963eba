import asyncio
import json

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    await conn.execute("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')")
    await conn.execute("CREATE TYPE pair AS (number int, word text)")
    await conn.execute("CREATE DOMAIN small AS int CHECK (VALUE < 10)")
    await conn.execute("CREATE TABLE people (name text, mood mood, pairs pair[], size small)")
    await conn.execute("INSERT INTO people VALUES ($1, $2, $3, $4)", "Ann", "happy", [(1, "a"), {"number": 2, "word": "b"}], 5)
    row = await conn.fetchrow("SELECT * FROM people")
    print(row, row["pairs"][1]["word"])
    for wrong in [("Ben", "angry", [], 1), ("Ben", "ok", [], 11)]:
        try:
            await conn.execute("INSERT INTO people VALUES ($1, $2, $3, $4)", *wrong)
        except asyncpg.PostgresError as error:
            print(type(error).__name__, error)
    print(await conn.fetchval("SELECT array['ok', 'sad']::mood[]"))
    await conn.set_type_codec("json", encoder=json.dumps, decoder=json.loads, schema="pg_catalog")
    print(await conn.fetchval("SELECT $1::json", {"list": [1, 2.5, None]}))
    await conn.set_type_codec("mood", encoder=str, decoder=str.upper, format="text")
    print(await conn.fetchval("SELECT mood FROM people"))
    await conn.reset_type_codec("json", schema="pg_catalog")
    print(repr(await conn.fetchval("SELECT '[1]'::json")))
    try:
        await conn.set_type_codec("nothing", encoder=str, decoder=str)
    except ValueError as error:
        print(error)
    await conn.close()


asyncio.run(main())
