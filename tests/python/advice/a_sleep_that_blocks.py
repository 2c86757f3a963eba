import asyncio
import time


async def work(name):
    print("begin", name)
    time.sleep(0.5)
    print("end", name)


async def main():
    await asyncio.gather(work("a"), work("b"))


asyncio.run(main())
