import asyncio
import time


def compute():
    time.sleep(0.2)  # stands for computing, which holds the loop just so


async def work(name):
    print(name, "computes")
    compute()
    print(name, "waits")
    await asyncio.sleep(0.6)
    print(name, "computes again")
    compute()
    print(name, "is done")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await asyncio.gather(*(asyncio.create_task(work(name), name=name) for name in "ABC"))
    print(f"all done after {loop.time() - began:.1f} s")


asyncio.run(main())
