import asyncio


async def light(colour, seconds):
    print(colour)
    await asyncio.sleep(seconds)


async def main():
    for _ in range(2):
        await light("red", 3)
        await light("green", 2)
        await light("yellow", 1)


asyncio.run(main())
