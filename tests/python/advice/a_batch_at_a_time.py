import asyncio


async def resize(name):
    await asyncio.sleep(0.5)
    return f"small {name}"


async def resize_all(names):
    return await asyncio.gather(*(resize(name) for name in names))


async def main():
    names = [f"image{n}" for n in range(6)]
    for start in range(0, len(names), 2):
        print(await resize_all(names[start : start + 2]))


asyncio.run(main())
