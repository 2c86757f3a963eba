import asyncio


async def fetch_page(number, size=2):
    await asyncio.sleep(0.2)
    return list(range(7))[number * size : (number + 1) * size]


async def main():
    everything = []
    for number in range(100):
        items = await fetch_page(number)
        if not items:
            print("last page:", number)
            break
        everything += items
    print(everything)


asyncio.run(main())
