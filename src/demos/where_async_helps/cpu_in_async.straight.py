import asyncio
import time


async def computing(name):
    time.sleep(1)  # stands for computing, which holds the loop just so
    print(name, "is done")


async def ticker():
    loop = asyncio.get_running_loop()
    for i in range(1, 6):
        began = loop.time()
        await asyncio.sleep(0.2)
        print(f"tick {i}, {abs(loop.time() - began - 0.2):.2f} s late")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    ticking = asyncio.create_task(ticker(), name="ticker")
    names = ["task 1", "task 2"]
    await asyncio.gather(*(asyncio.create_task(computing(name), name=name) for name in names))
    print(f"2.0 s of computing took {loop.time() - began:.1f} s")
    await ticking


asyncio.run(main())
