import asyncio
import time

import aiohttp

PAGES = [
    "https://example.com",
    "https://httpbin.org/get",
    "https://api.github.com/users/octocat",
]


async def fetch(session, url):
    print("GET", url)
    async with session.get(url) as response:
        text = await response.text()
        print(response.status, url, len(text), "characters")
        return len(text)


async def main():
    began = time.monotonic()
    async with aiohttp.ClientSession() as session:
        sizes = [await fetch(session, url) for url in PAGES]
    print(f"{sum(sizes)} characters in {time.monotonic() - began:.3f} s")


asyncio.run(main())
