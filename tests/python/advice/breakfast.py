import asyncio


async def fry_eggs(count):
    print("warming the pan")
    await asyncio.sleep(3)
    print(f"{count} eggs are ready")
    return f"{count} eggs"


async def fry_bacon(slices):
    await asyncio.sleep(4)
    print("bacon is ready")
    return f"{slices} slices of bacon"


async def toast_bread(slices):
    await asyncio.sleep(2)
    print("toast is ready")
    return f"{slices} slices of toast"


async def main():
    eggs = await fry_eggs(2)
    bacon = await fry_bacon(3)
    toast = await toast_bread(2)
    print("breakfast:", eggs, bacon, toast)


asyncio.run(main())
