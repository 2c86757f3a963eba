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
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(missing("1", 1), name="page 1")
            group.create_task(missing("2", 1), name="page 2")
            group.create_task(long(3), name="page 3")
    except ExceptionGroup as errors:
        print(f"{errors.message}:")
        for error in errors.exceptions:
            print(f"- {type(error).__name__}: {error}")
    print("main goes on to something else")
    await asyncio.sleep(3)
    print("main ends")


asyncio.run(main())
