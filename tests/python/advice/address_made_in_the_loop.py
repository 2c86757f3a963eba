import asyncio

BASE = "https://example.org"


async def fetch(url):
    await asyncio.sleep(0.1)
    return url * 2


async def main():
    sizes = {}
    for number in range(1, 5):
        url = f"{BASE}/items/{number}"
        page = await fetch(url)
        sizes[url] = len(page)
        print(url, len(page))
    print(sum(sizes.values()))


asyncio.run(main())
