def broken():
    yield 1
    raise StopIteration("no")


async def broken_async():
    yield 1
    raise StopAsyncIteration("no")


generator = broken()
print(next(generator))
try:
    next(generator)
except RuntimeError as error:
    print(error, repr(error.__cause__))

import asyncio


async def main():
    try:
        async for n in broken_async():
            print(n)
    except RuntimeError as error:
        print(error, repr(error.__cause__))


asyncio.run(main())
