import asyncio

import asyncpg


async def count(conn):
    return await conn.fetchval("SELECT count(*) FROM users")


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    async with conn.transaction():
        await conn.execute("INSERT INTO users (name) VALUES ('Dan')")
        print("inside", await count(conn), conn.is_in_transaction())
    print("kept", await count(conn), conn.is_in_transaction())
    try:
        async with conn.transaction():
            await conn.execute("DELETE FROM users")
            print("inside", await count(conn))
            raise ValueError("changed my mind")
    except ValueError as error:
        print(error, await count(conn))
    # Savepoints.
    async with conn.transaction():
        await conn.execute("UPDATE users SET age = 1")
        try:
            async with conn.transaction():
                await conn.execute("UPDATE users SET age = 2")
                await conn.execute("SELECT 1 / 0")
        except asyncpg.DivisionByZeroError:
            print("inner", await conn.fetchval("SELECT max(age) FROM users"))
    print("outer", await conn.fetchval("SELECT max(age) FROM users"))
    # By hand.
    transaction = conn.transaction(isolation="serializable", readonly=True)
    await transaction.start()
    try:
        await conn.execute("DELETE FROM users")
    except asyncpg.ReadOnlySQLTransactionError as error:
        print(error)
    try:
        await conn.fetchval("SELECT 1")
    except asyncpg.InFailedSQLTransactionError as error:
        print(error)
    await transaction.rollback()
    print(await count(conn))
    await conn.close()


asyncio.run(main())
