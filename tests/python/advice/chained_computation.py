import asyncio


async def compute(x, y):
    print(f"computing {x} + {y}")
    await asyncio.sleep(0.5)
    return x + y


async def main():
    a = await compute(1, 2)
    b = await compute(a, 4)
    c = await compute(b, a)
    print(c)


asyncio.run(main())
