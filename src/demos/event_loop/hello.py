import asyncio


async def greet(first, delay, second):
    print(first)
    await asyncio.sleep(delay)
    print(second)


async def main():
    await greet("Hello ...", 1, "... world!")
    forgotten = greet("Never", 1, "printed")
    del forgotten


asyncio.run(main())
