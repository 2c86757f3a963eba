import asyncio
import time


async def main():
    print(time.asctime())
    await asyncio.sleep(90)
    print(time.asctime(), "|", time.ctime(), "|", time.asctime(time.gmtime(0)))


asyncio.run(main())
