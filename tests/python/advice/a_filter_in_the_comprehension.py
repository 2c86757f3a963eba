import asyncio


async def fetch(number):
    await asyncio.sleep(0.2)
    return number * number


async def main():
    print(sum([await fetch(n) for n in range(6) if n % 2]))
    print(max(sorted([await fetch(n) for n in range(3)])))


asyncio.run(main())
