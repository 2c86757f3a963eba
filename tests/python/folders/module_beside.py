# A program that takes its helpers from a file of its own, as listings of books do.
import asyncio

from util import async_timed, delay


@async_timed()
async def main():
    print(await delay(2))
    print(await asyncio.gather(delay(1), delay(3)))


asyncio.run(main())
