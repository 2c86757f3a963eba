"""An error ends it; asking again gives no more."""

import asyncio


async def numbers():
    yield 1
    await asyncio.sleep(1)
    raise ValueError("no such number")


async def main():
    generator = numbers()
    print(await anext(generator))
    try:
        await anext(generator)
    except ValueError as error:
        print("failed:", error)
    print("then:", await anext(generator, "no more"))


if __name__ == "__main__":
    asyncio.run(main())
