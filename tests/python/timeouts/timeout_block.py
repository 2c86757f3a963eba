import asyncio


async def main():
    try:
        async with asyncio.timeout(1) as limit:
            print(limit, limit.when())
            await asyncio.sleep(0.5)
            limit.reschedule(limit.when() + 1)
            await asyncio.sleep(1)
            print("in time")
            await asyncio.sleep(1)
            print("not reached")
    except TimeoutError as error:
        print("timeout", limit.expired(), repr(error), repr(error.__cause__))
    print(limit)
    async with asyncio.timeout(None) as limit:
        await asyncio.sleep(1)
    print(limit, limit.expired())


asyncio.run(main())
