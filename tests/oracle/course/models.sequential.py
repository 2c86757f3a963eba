import asyncio


def compute():
    asyncio.get_running_loop().now += 200_000  # what computing for 0.2 s does to a real clock


async def work(name):
    print(name, "computes")
    compute()
    print(name, "waits")
    asyncio.get_running_loop().now += 600_000  # a blocking call
    print(name, "computes again")
    compute()
    print(name, "is done")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    for name in "ABC":
        await asyncio.create_task(work(name), name=name)
    print(f"all done after {loop.time() - began:.1f} s")
