import asyncio
import time

COUNT = 100
WAIT = 1
# What a task costs, as measured with CPython 3.13: bytes in use, and seconds to start.
RESIDENT = 1.25e3
START = 4e-6


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    waiting = []
    for i in range(1, COUNT + 1):
        time.sleep(START)  # stands for what the start takes
        waiting.append(asyncio.create_task(asyncio.sleep(WAIT), name=f"task {i}"))
    await asyncio.gather(*waiting)

    print(f"{COUNT} waits of {WAIT} s are done after {loop.time() - began:.3f} s")
    for count in (COUNT, 10_000):
        print(f"{count} tasks: {count * RESIDENT / 1e6:.1f} MB")


asyncio.run(main())
