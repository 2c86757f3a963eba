import asyncio


async def main():
    limit = asyncio.timeout(1)
    try:
        limit.reschedule(2)
    except RuntimeError as error:
        print(error)
    async with limit:
        try:
            async with limit:
                pass
        except RuntimeError as error:
            print(error)
    try:
        limit.reschedule(5)
    except RuntimeError as error:
        print(error)
    try:
        with asyncio.timeout(1):
            pass
    except TypeError as error:
        print(type(error).__name__)


asyncio.run(main())
