import asyncio
import time


def compute():
    time.sleep(0.2)  # stands for computing, which holds the loop just so


async def work(name):
    print(name, "computes")
    compute()
    print(name, "waits")
    time.sleep(0.6)  # a blocking call
    print(name, "computes again")
    compute()
    print(name, "is done")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    for name in "ABC":
        await asyncio.create_task(work(name), name=name)
    print(f"all done after {loop.time() - began:.1f} s")


asyncio.run(main())
