import asyncio


async def get_weather(city):
    await asyncio.sleep(0.6)
    return f"{city}: sunny"


async def main():
    print("asking for Berlin")
    berlin = await get_weather("Berlin")
    print(berlin)
    madrid = await get_weather("Madrid")
    print(madrid)
    oslo = await get_weather("Oslo")
    print(oslo)


asyncio.run(main())
