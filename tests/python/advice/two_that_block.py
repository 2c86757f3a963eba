import asyncio
import time


async def quick():
    time.sleep(0.2)
    await asyncio.sleep(0.1)


async def slow():
    await asyncio.sleep(0.1)
    time.sleep(0.7)
    print("slow")


async def main():
    await quick()
    await slow()


asyncio.run(main())
