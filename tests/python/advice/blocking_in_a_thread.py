import asyncio
import time


def read_disk(name):
    time.sleep(0.5)
    return name


async def main():
    loop = asyncio.get_running_loop()
    reading = loop.run_in_executor(None, read_disk, "a")
    ticking = [asyncio.sleep(0.1), asyncio.sleep(0.2)]
    await asyncio.gather(*ticking)
    print(await reading)
    await asyncio.to_thread(time.sleep, 0.3)


asyncio.run(main())
