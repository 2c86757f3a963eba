import asyncio
from contextlib import asynccontextmanager


class Pool:
    def __init__(self, size):
        self.free = asyncio.LifoQueue()
        for n in range(size):
            self.free.put_nowait(f"connection {n}")

    @asynccontextmanager
    async def acquire(self):
        connection = await self.free.get()
        try:
            yield connection
        finally:
            self.free.put_nowait(connection)


async def query(pool, n):
    async with pool.acquire() as connection:
        print(n, "uses", connection)
        await asyncio.sleep(1)
        if n == 2:
            raise ConnectionError("reset by peer")


async def main():
    pool = Pool(2)
    results = await asyncio.gather(*(query(pool, n) for n in range(5)), return_exceptions=True)
    print(results, pool.free.qsize())


asyncio.run(main())
