import asyncio


async def fetch(number):
    await asyncio.sleep(0.1)
    return number


async def store(number):
    await asyncio.sleep(0.1)
    return f"stored {number}"


async def main():
    for number in range(3):
        value = await fetch(number)
        print(await store(value))


asyncio.run(main())
