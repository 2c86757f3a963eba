import asyncio


async def fetch(url):
    await asyncio.sleep(0.2)
    return url


async def in_turn(function, arguments):
    return [await function(argument) for argument in arguments]


async def main():
    print(await in_turn(fetch, ["/a", "/b"]))


asyncio.run(main())
