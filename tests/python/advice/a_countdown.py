import asyncio


async def countdown(start):
    for number in range(start, 0, -1):
        print(number)
        await asyncio.sleep(1)
    print("go")


async def main():
    await countdown(3)
    await countdown(2)


asyncio.run(main())
