import asyncio


async def fetch(what, seconds):
    await asyncio.sleep(seconds)
    return what


async def main():
    first = asyncio.create_task(fetch("first", 0.5))
    second = asyncio.create_task(fetch("second", 1))
    print(await first)
    print(await second)


asyncio.run(main())
