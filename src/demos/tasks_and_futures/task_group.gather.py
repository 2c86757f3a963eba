import asyncio


async def missing(page, delay):
    await asyncio.sleep(delay)
    raise LookupError(f"no page {page}")


async def long(delay):
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError as error:
        print(f"page 3: {type(error).__name__}")
        raise
    print("page 3 has come")


async def main():
    pages = [
        asyncio.create_task(missing("1", 1), name="page 1"),
        asyncio.create_task(missing("2", 1), name="page 2"),
        asyncio.create_task(long(3), name="page 3"),
    ]
    try:
        await asyncio.gather(*pages)
    except LookupError as error:
        print(f"{type(error).__name__}: {error}")
    print("main goes on to something else")
    await asyncio.sleep(3)
    print("main ends")


asyncio.run(main())
