import asyncio


async def power(base, exponent):
    await asyncio.sleep(0.1 * exponent)
    return base**exponent


async def main():
    for base, exponent in [(2, 3), (3, 2), (10, 1)]:
        print(base, exponent, await power(base, exponent))


asyncio.run(main())
