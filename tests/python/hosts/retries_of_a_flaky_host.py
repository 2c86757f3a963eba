import asyncio
import time

import aiohttp


async def fetch(session, url, attempts=5):
    for attempt in range(1, attempts + 1):
        try:
            async with session.get(url) as response:
                response.raise_for_status()
                return attempt, await response.text()
        except aiohttp.ClientError as error:
            print(f"{time.monotonic():.3f}: attempt {attempt}: {type(error).__name__} {error}")
            await asyncio.sleep(0.1 * 2**attempt)
    raise RuntimeError("given up")


async def main():
    async with aiohttp.ClientSession() as session:
        for _ in range(2):
            attempt, text = await fetch(session, "http://flaky.example/")
            print(f"{time.monotonic():.3f}: attempt {attempt}: {len(text)} letters")


asyncio.run(main())
