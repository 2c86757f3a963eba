import asyncio
import time


def fails():
    time.sleep(0.5)
    raise OSError("disk on fire")


async def main():
    try:
        await asyncio.to_thread(fails)
    except OSError as error:
        print("caught", error)
    results = await asyncio.gather(asyncio.to_thread(fails), asyncio.to_thread(time.sleep, 1), return_exceptions=True)
    print(results)
    await asyncio.to_thread(fails)


asyncio.run(main())
