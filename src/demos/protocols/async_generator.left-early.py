import asyncio


async def numbers():
    try:
        for i in range(5):
            await asyncio.sleep(1)
            yield i
    finally:
        print("the generator cleans up")
        await asyncio.sleep(0.5)
        print("the generator has ended")


def option(number):
    return "None" if number is None else f"Some({number})"


async def main():
    counting = numbers()
    async for number in counting:
        print(number)
        if number == 1:
            break
    print("the loop is left")
    await asyncio.sleep(2)
    print("asked once more:", option(await anext(counting, None)))
    print("main ends")


asyncio.run(main())
