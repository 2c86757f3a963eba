import asyncio

import asyncpg


async def main():
    conn = await asyncpg.connect("postgresql://localhost/db")
    try:
        await conn.execute("SELECT pg_sleep(2)", timeout=0.2)
    except TimeoutError as error:
        print("late", repr(error))
    print(await conn.fetchval("SELECT 1"))
    try:
        async with asyncio.timeout(0.2):
            await conn.fetchval("SELECT pg_sleep(2)")
    except TimeoutError:
        print("late again")
    print(await conn.fetchval("SELECT 2"))
    task = asyncio.create_task(conn.fetchval("SELECT pg_sleep(2)"))
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled")
    print(await conn.fetchval("SELECT 3"))
    await conn.fetchval("SELECT pg_sleep(0.1)", timeout=1)
    try:
        await conn.execute("SELECT 1", timeout=0)
    except TimeoutError:
        print("no time")
    await conn.close()
    slow = await asyncpg.connect("postgresql://localhost/db", command_timeout=0.8)
    try:
        await slow.execute("SELECT pg_sleep(4)")
    except TimeoutError:
        print("by default")
    await slow.close()


asyncio.run(main())
