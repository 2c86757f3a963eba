import asyncio
import time


async def blocks():
    print("blocking")
    time.sleep(2)
    print("no longer")


async def ticks():
    for n in range(4):
        print("tick", n, asyncio.get_running_loop().time())
        await asyncio.sleep(0.5)


async def main():
    await asyncio.gather(ticks(), blocks())


asyncio.run(main())
