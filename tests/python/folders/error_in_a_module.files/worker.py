import asyncio


async def work(n):
    await asyncio.sleep(n)
    return divide(10, n)


def divide(a, b):
    return a / b
