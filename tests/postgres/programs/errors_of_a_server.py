import asyncio

import asyncpg


async def tried(conn, *args):
    try:
        print(await conn.fetch(*args))
    except asyncpg.PostgresError as error:
        print(type(error).__name__, error.sqlstate, error)
    except asyncpg.InterfaceError as error:
        print(type(error).__name__, error)


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    await tried(conn, "SELECT * FROM nowhere")
    await tried(conn, "SELEKT 1")
    await tried(conn, "SELECT nothing FROM users")
    await tried(conn, "INSERT INTO users (name, email) VALUES ('Eve', 'bob@example.com')")
    await tried(conn, "INSERT INTO users (name, created_at) VALUES (NULL, '2026-01-01')")
    await tried(conn, "SELECT 1 / 0")
    await tried(conn, "SELECT $1::int", "one")
    await tried(conn, "SELECT $1::int", 2**40)
    await tried(conn, "SELECT $1::int, $2::int", 1)
    await tried(conn, "SELECT 1", 1)
    await tried(conn, "SELECT 'x'::int")
    await tried(conn, "SELECT 1 + 'x'")
    try:
        await conn.execute("INSERT INTO users (name, email) VALUES ('Eve', 'bob@example.com')")
    except asyncpg.UniqueViolationError as error:
        print(error.constraint_name, error.table_name, error.detail)
    # The connection goes on.
    print(await conn.fetchval("SELECT 'fine'"))
    await conn.close()
    await tried(conn, "SELECT 1")


asyncio.run(main())
