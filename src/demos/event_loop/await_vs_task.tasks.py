import asyncio


async def nap(name, seconds):
    print(f"{name} begins")
    await asyncio.sleep(seconds)
    print(f"{name} is done")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    first = asyncio.create_task(nap("first", 2), name="first")
    second = asyncio.create_task(nap("second", 1), name="second")
    await first
    await second
    print(f"both took {loop.time() - began:.1f} s")


asyncio.run(main())
