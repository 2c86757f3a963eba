import asyncio

import asyncpg


async def hold(pool, name, seconds):
    async with pool.acquire() as conn:
        print(name, "has one")
        await asyncio.sleep(seconds)
        print(name, await conn.fetchval("SELECT upper($1)", name))


async def main():
    async with asyncpg.create_pool("postgresql://localhost/db", min_size=1, max_size=1) as pool:
        first = asyncio.create_task(hold(pool, "first", 0.3))
        await asyncio.sleep(0.1)
        try:
            async with pool.acquire(timeout=0.1):
                print("never")
        except TimeoutError:
            print("none is free")
        await first
        await hold(pool, "second", 0)


asyncio.run(main())
