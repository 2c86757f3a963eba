import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def transaction(name):
    print("begin", name)
    await asyncio.sleep(0.1)
    try:
        yield name.upper()
    except ValueError as error:
        print("rollback", name, error)
    else:
        print("commit", name)
    finally:
        await asyncio.sleep(0.1)
        print("end", name)


@transaction("decorator")
async def decorated():
    print("in the decorated function")


async def main():
    async with transaction("one") as value:
        print(value)
    async with transaction("two"):
        raise ValueError("bad")
    try:
        async with transaction("three"):
            raise KeyError("worse")
    except KeyError as error:
        print(repr(error))
    await decorated()


asyncio.run(main())
