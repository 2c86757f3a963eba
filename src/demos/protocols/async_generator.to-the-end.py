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


async def main():
    async for number in numbers():
        print(number)
    print("the loop is over")


asyncio.run(main())
