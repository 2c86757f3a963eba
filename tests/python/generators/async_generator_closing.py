import asyncio
import contextlib


async def resource(name):
    print("open", name)
    try:
        for n in range(10):
            yield n
    finally:
        await asyncio.sleep(1)
        print("close", name)


async def main():
    async for n in resource("left early"):
        if n == 1:
            break
    print("after the loop")
    async with contextlib.aclosing(resource("closed")) as generator:
        async for n in generator:
            if n == 1:
                break
    generator = resource("by hand")
    await anext(generator)
    await generator.aclose()
    generator = resource("forgotten")
    await anext(generator)
    print("main ends")


asyncio.run(main())
