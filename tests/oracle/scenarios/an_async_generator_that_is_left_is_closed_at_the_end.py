"""Somebody else keeps it beyond main: asyncio.run closes it before it closes the loop."""

import asyncio

kept = []


async def numbers():
    try:
        while True:
            await asyncio.sleep(1)
            yield "item"
    except BaseException as error:
        print("cleaning up after", type(error).__name__)
        await asyncio.sleep(1)
        print("cleaned up")
        raise


async def main():
    kept.append(numbers())
    print(await anext(kept[0]))
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
