import asyncio
import time

import aiohttp

URLS = ["https://example.com", "https://httpbin.org/get", "https://api.github.com/users/octocat"]


async def fetch(session, url):
    async with session.get(url) as response:
        text = await response.text()
        return response.status, response.content_type, len(text)


async def one_by_one(session):
    return [await fetch(session, url) for url in URLS]


async def together(session):
    return await asyncio.gather(*(fetch(session, url) for url in URLS))


async def main():
    for way in (one_by_one, together):
        began = time.monotonic()
        async with aiohttp.ClientSession() as session:
            for url, result in zip(URLS, await way(session)):
                print(url, *result)
        print(f"{way.__name__}: {time.monotonic() - began:.3f} s")


asyncio.run(main())
