import asyncio


async def main():
    try:
        async with asyncio.timeout(3) as outer:
            try:
                async with asyncio.timeout(1) as inner:
                    await asyncio.sleep(10)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired())
            await asyncio.sleep(10)
    except TimeoutError:
        print("outer", inner.expired(), outer.expired())
    try:
        async with asyncio.timeout(1):
            async with asyncio.timeout(2) as inner:
                await asyncio.sleep(10)
    except TimeoutError:
        print("outer first", inner.expired())


asyncio.run(main())
