import asyncio


async def ticker(delay, to):
    """Yield numbers from 0 to *to* every *delay* seconds."""
    for i in range(to):
        yield i
        await asyncio.sleep(delay)


async def main():
    async for i in ticker(1, 3):
        print(i)
    generator = ticker(0.5, 2)
    print(await anext(generator), await generator.__anext__())
    print(await anext(generator, "default"))
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("over")


asyncio.run(main())
