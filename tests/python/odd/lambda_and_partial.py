import asyncio
import functools


async def power(base, exponent):
    await asyncio.sleep(exponent / 10)
    return base**exponent


async def main():
    square = functools.partial(power, exponent=2)
    later = lambda n: asyncio.sleep(0.1, n)
    print(await square(5), await later("lambda"), await asyncio.gather(*map(square, range(4))))
    results = await asyncio.gather(*[(lambda n=n: power(n, 3))() for n in range(3)])
    print(results, functools.reduce(lambda a, b: a + b, results))
    compose = lambda *functions: functools.reduce(lambda f, g: lambda x: g(f(x)), functions)
    print(compose(abs, str, len)(-12345))


asyncio.run(main())
