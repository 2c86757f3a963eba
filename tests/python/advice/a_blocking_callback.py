import asyncio
import time


def tick(number):
    time.sleep(0.3)
    print("tick", number)


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, tick, 1)
    await asyncio.sleep(1)
    print("done")


asyncio.run(main())
