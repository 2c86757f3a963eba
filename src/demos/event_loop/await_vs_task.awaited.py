import asyncio


async def nap(name, seconds):
    print(f"{name} begins")
    await asyncio.sleep(seconds)
    print(f"{name} is done")


async def main():
    loop = asyncio.get_running_loop()
    began = loop.time()
    await nap("first", 2)
    await nap("second", 1)
    print(f"both took {loop.time() - began:.1f} s")


asyncio.run(main())
