import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def transaction():
    print("BEGIN")
    yield
    print("COMMIT")


async def add_row(table):
    await asyncio.sleep(0.2)
    return f"{table}: 1"


async def main():
    async with transaction():
        order = await add_row("orders")
        item = await add_row("items")
    print(order, item)


asyncio.run(main())
