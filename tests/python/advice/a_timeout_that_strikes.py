import asyncio


async def get(what, seconds):
    await asyncio.sleep(seconds)
    return what


async def main():
    try:
        async with asyncio.timeout(1):
            first = await get("first", 0.4)
            second = await get("second", 3)
            print(first, second)
    except TimeoutError:
        print("too slow")


asyncio.run(main())
