import asyncio


async def fetch(page):
    await asyncio.sleep(0.2)
    return [page, page + 1]


async def items(pages):
    for page in pages:
        for item in await fetch(page):
            yield item


async def main():
    async for item in items([1, 5, 9]):
        print(item)


asyncio.run(main())
