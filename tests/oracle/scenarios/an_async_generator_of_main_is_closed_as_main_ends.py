"""It goes with main's variables. The task that is to close it is cancelled before it begins: it throws that in."""

import asyncio


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
    generator = numbers()
    print(await anext(generator))
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
