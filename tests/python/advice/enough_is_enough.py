import asyncio


async def fetch(number):
    await asyncio.sleep(0.2)
    return number * 10


async def main():
    total, number = 0, 0
    while total < 50:
        total += await fetch(number)
        number += 1
    print(total)


asyncio.run(main())
