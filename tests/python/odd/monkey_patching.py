import asyncio

real_sleep = asyncio.sleep


async def loud_sleep(delay, result=None):
    print("sleeping for", delay)
    return await real_sleep(delay, result)


async def main():
    asyncio.sleep = loud_sleep
    try:
        print(await asyncio.sleep(1, "rested"))
    finally:
        asyncio.sleep = real_sleep
    print(await asyncio.sleep(0, "quiet"))


asyncio.run(main())
