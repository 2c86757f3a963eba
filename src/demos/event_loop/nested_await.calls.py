import asyncio


async def inner():
    print("A")
    await asyncio.sleep(0.5)
    print("B")


async def outer():
    print("C")
    await inner()
    print("D")


async def main():
    await outer()


asyncio.run(main())
