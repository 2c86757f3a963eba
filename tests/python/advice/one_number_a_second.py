import asyncio


async def show(number):
    print(number)
    await asyncio.sleep(1)


async def main():
    for number in (3, 2, 1):
        await show(number)
    print("lift-off")


asyncio.run(main())
