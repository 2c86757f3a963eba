import asyncio


async def fib(n):
    await asyncio.sleep(0.05)
    if n < 2:
        return n
    return await fib(n - 1) + await fib(n - 2)


async def main():
    print(await fib(5))


asyncio.run(main())
