import asyncio


async def first(a, b):
    async with a:
        await asyncio.sleep(0.1)
        async with b:
            print("first")


async def second(a, b):
    async with b:
        await asyncio.sleep(0.1)
        async with a:
            print("second")


async def main():
    a, b = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(first(a, b), second(a, b))


asyncio.run(main())
