"""It must not yield again; and nothing of one that has not begun ever runs."""

import asyncio


async def stubborn():
    try:
        yield 1
    finally:
        yield 2


async def main():
    generator = stubborn()
    print(await anext(generator))
    try:
        await generator.aclose()
    except RuntimeError as error:
        print(error)
    untouched = stubborn()
    await untouched.aclose()
    print("then:", await anext(untouched, "no more"))


if __name__ == "__main__":
    asyncio.run(main())
