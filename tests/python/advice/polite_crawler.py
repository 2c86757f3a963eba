import asyncio
import random

random.seed(7)


async def fetch(url):
    await asyncio.sleep(0.1)
    return url.upper()


async def crawl(urls):
    for url in urls:
        page = await fetch(url)
        print(page)
        await asyncio.sleep(random.uniform(0.5, 1.0))


async def main():
    await crawl(["/a", "/b", "/c"])


asyncio.run(main())
