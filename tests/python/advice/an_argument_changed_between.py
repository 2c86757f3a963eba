import asyncio


async def search(query):
    await asyncio.sleep(0.2)
    return f"{query['q']} page {query['page']}"


async def main():
    query = {"q": "tea", "page": 1}
    first = await search(query)
    query["page"] = 2
    second = await search(query)
    print(first)
    print(second)


asyncio.run(main())
