import asyncio

number = 0


async def get(url):
    global number
    number += 1
    mine = number
    await asyncio.sleep(0.2)
    return f"#{mine} {url}"


async def main():
    first = await get("/a")
    second = await get("/b")
    print(first, second)


asyncio.run(main())
