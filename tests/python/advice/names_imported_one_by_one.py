from asyncio import run, sleep


async def compute(x, y):
    print(f"computing {x} + {y}")
    await sleep(0.5)
    return x + y


async def main():
    a = await compute(1, 2)
    b = await compute(3, 4)
    print(a * b)


run(main())
