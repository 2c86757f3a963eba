import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0.1)
        yield i


async def double(x):
    await asyncio.sleep(0.01)
    return 2 * x


async def main():
    print([n async for n in numbers(5)])
    print({n: n * n async for n in numbers(4) if n % 2})
    print(sorted({n % 3 async for n in numbers(6)}))
    print([await double(n) for n in range(4)])
    print([await double(n) async for n in numbers(3)])
    print(sum([x async for x in (await double(n) async for n in numbers(4))]))
    nested = [[m async for m in numbers(n)] for n in range(3)]
    print(nested)


asyncio.run(main())
