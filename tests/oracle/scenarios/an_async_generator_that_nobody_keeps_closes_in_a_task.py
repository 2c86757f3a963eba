"""The last reference goes: the loop creates a task that closes it."""

import asyncio


async def numbers():
    try:
        while True:
            await asyncio.sleep(1)
            yield "item"
    except GeneratorExit:
        print("cleaning up")
        await asyncio.sleep(1)
        print("cleaned up")
        raise


async def first():
    async for i in numbers():
        print(i)
        break
    print("left")


async def main():
    await first()
    print("back")
    await asyncio.sleep(0)
    print("one turn later")
    await asyncio.sleep(3)
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
