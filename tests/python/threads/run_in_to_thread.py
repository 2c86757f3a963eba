import asyncio
import threading
import time


async def inside():
    await asyncio.sleep(0.5)
    return asyncio.current_task().get_name(), threading.current_thread() is threading.main_thread()


async def ticks():
    for n in range(3):
        print("tick", n, time.monotonic())
        await asyncio.sleep(0.3)


async def main():
    other = asyncio.create_task(ticks())
    print(await asyncio.to_thread(asyncio.run, inside()))
    await other
    print(asyncio.current_task().get_name())
    try:
        asyncio.run(inside())
    except RuntimeError as error:
        print(error)


import warnings

warnings.simplefilter("ignore")
asyncio.run(main())
