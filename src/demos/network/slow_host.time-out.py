import asyncio
import time

import aiohttp

HOSTS = "http://example.com/", "http://slow.example/", "http://hangs.example/"


async def fetch(session, url, patience):
    try:
        async with asyncio.timeout(patience), session.get(url) as response:
            text = await response.text()
            print(f"{time.monotonic():.2f} {url}: {len(text)} characters")
    except TimeoutError:
        # The request was cancelled where it stood, and its connection closed.
        print(f"{time.monotonic():.2f} {url}: no answer within {patience} s")


async def main():
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(fetch(session, url, 1) for url in HOSTS))
        print("once more, with patience for the slow one")
        await fetch(session, HOSTS[1], 10)


asyncio.run(main())
