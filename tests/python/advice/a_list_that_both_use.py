import asyncio

seen = []


async def visit(place):
    await asyncio.sleep(0.2)
    seen.append(place)
    return len(seen)


async def main():
    first = await visit("museum")
    second = await visit("park")
    print(first, second, seen)


asyncio.run(main())
