import asyncio


async def fetch(number):
    await asyncio.sleep(0.2)
    return number % 3


async def main():
    seen = set()
    for number in range(6):
        if number % 3 in seen:
            continue
        value = await fetch(number)
        seen.add(value)
    print(sorted(seen))


asyncio.run(main())
