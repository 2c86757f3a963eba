import asyncio
from decimal import Decimal

import asyncpg


async def transfer(pool, source, target, amount):
    async with pool.acquire() as conn:
        async with conn.transaction():
            await conn.execute("UPDATE accounts SET balance = balance - $1 WHERE owner = $2", amount, source)
            await conn.execute("UPDATE accounts SET balance = balance + $1 WHERE owner = $2", amount, target)


async def main():
    async with asyncpg.create_pool("postgresql://localhost/bank", min_size=2, max_size=4) as pool:
        await pool.execute("CREATE TABLE accounts (owner text PRIMARY KEY, balance numeric CHECK (balance >= 0))")
        await pool.executemany("INSERT INTO accounts VALUES ($1, $2)", [("ann", 100), ("ben", Decimal("50.25"))])
        results = await asyncio.gather(
            transfer(pool, "ann", "ben", 70), transfer(pool, "ann", "ben", 70), return_exceptions=True
        )
        for result in results:
            print(type(result).__name__, getattr(result, "constraint_name", None))
        for row in await pool.fetch("SELECT * FROM accounts ORDER BY owner"):
            print(row["owner"], row["balance"])


asyncio.run(main())
