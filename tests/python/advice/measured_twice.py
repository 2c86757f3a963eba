import asyncio


async def read_counter():
    await asyncio.sleep(0.5)
    return asyncio.get_running_loop().time()


async def main():
    before = await read_counter()
    after = await read_counter()
    print(f"{after - before:.1f} s between them")


asyncio.run(main())
