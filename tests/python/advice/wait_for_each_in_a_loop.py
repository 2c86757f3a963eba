import asyncio


async def fetch(number):
    await asyncio.sleep(0.3)
    return number


async def main():
    for number in range(3):
        value = await asyncio.wait_for(fetch(number), timeout=1)
        print(value)


asyncio.run(main())
