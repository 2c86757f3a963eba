import asyncio


def numbers():
    for number in range(3):
        print("made", number)
        yield number


async def double(number):
    await asyncio.sleep(0.2)
    return 2 * number


async def main():
    for number in numbers():
        result = await double(number)
        print(number, result)


asyncio.run(main())
