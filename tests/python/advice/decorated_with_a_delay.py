import asyncio
import functools


def spaced(function):
    @functools.wraps(function)
    async def wrapper(*args):
        await asyncio.sleep(0.5)
        return await function(*args)

    return wrapper


@spaced
async def fetch(url):
    await asyncio.sleep(0.1)
    return url


async def main():
    first = await fetch("/a")
    second = await fetch("/b")
    print(first, second)


asyncio.run(main())
