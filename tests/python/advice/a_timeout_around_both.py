import asyncio


async def get(what):
    await asyncio.sleep(0.3)
    return what


async def main():
    try:
        async with asyncio.timeout(1):
            first = await get("first")
            second = await get("second")
    except TimeoutError:
        print("too slow")
    else:
        print(first, second)


asyncio.run(main())
