import asyncio
import time

from aiolimiter import AsyncLimiter


async def request(limiter, number):
    async with limiter:
        print(f"{time.monotonic():.2f} request {number}")


async def main():
    limiter = AsyncLimiter(3, 1)
    await asyncio.gather(*(request(limiter, number) for number in range(8)))
    print(limiter.has_capacity(), limiter.max_rate, limiter.time_period)
    try:
        await limiter.acquire(10)
    except ValueError as error:
        print(error)


asyncio.run(main())
