import asyncio


async def fetch(number):
    await asyncio.sleep(0.2)
    return number * number


async def main():
    squares = [await fetch(number) for number in range(5)]
    print(squares)


asyncio.run(main())
