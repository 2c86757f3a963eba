import asyncio


async def fetch(number):
    await asyncio.sleep(0.1)
    return number


async def main():
    coroutines = [fetch(number) for number in range(3)]
    later = fetch(9)
    print(await asyncio.gather(*coroutines))
    print(await later)


asyncio.run(main())
