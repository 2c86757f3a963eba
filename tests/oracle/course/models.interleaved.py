import asyncio


def compute():
    asyncio.get_running_loop().now += 200_000  # what computing for 0.2 s does to a real clock


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
