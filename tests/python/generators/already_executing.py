def generator():
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield 1


me = generator()
next(me)

import asyncio


async def numbers():
    yield 1
    await asyncio.sleep(1)
    yield 2


async def main():
    shared = numbers()
    await anext(shared)
    results = await asyncio.gather(anext(shared), anext(shared), return_exceptions=True)
    print(results)


asyncio.run(main())
