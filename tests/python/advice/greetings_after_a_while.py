import asyncio


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)


async def greet_after(delay, what):
    await asyncio.sleep(delay)
    print(what)


async def main():
    await greet_after(1, "hello")
    await greet_after(2, "world")


asyncio.run(main())
