"""Leaving the loop over it early does not close it: the next item can still be asked for."""

import asyncio


async def numbers():
    try:
        for i in range(5):
            await asyncio.sleep(1)
            yield i
    finally:
        print("cleaning up")
        await asyncio.sleep(1)
        print("cleaned up")


async def main():
    generator = numbers()
    async for i in generator:
        print(i)
        if i == 1:
            break
    await asyncio.sleep(2)
    print("one more:", await anext(generator))
    await generator.aclose()
    print("closed")
    await generator.aclose()
    try:
        await anext(generator)
    except StopAsyncIteration:
        print("no more")


if __name__ == "__main__":
    asyncio.run(main())
