import asyncio


async def main():
    try:
        async with asyncio.timeout(1):
            raise KeyError("body")
    except KeyError as error:
        print("KeyError", error)
    try:
        async with asyncio.timeout(1):
            try:
                await asyncio.sleep(2)
            except asyncio.CancelledError:
                raise ValueError("changed")
    except ValueError as error:
        print("ValueError", error)
    async with asyncio.timeout(1) as limit:
        try:
            await asyncio.sleep(2)
        except asyncio.CancelledError:
            print("swallowed")
    print(limit.expired())


try:
    asyncio.run(main())
except BaseException as error:
    print("ended with", repr(error))
