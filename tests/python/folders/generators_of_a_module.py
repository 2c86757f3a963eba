# Generators, asynchronous generators and context managers of another file.
import asyncio

from streams import connected, countdown, ticks


async def main():
    async with connected("db") as connection:
        async for tick in ticks(3, 0.2):
            print(connection, tick)
    print(list(countdown(3)))
    async for tick in ticks(5, 1):
        if tick == 1:
            break


asyncio.run(main())
