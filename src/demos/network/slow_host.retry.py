import asyncio
import time

import aiohttp

URL = "http://flaky.example/"


async def fetch(session, attempts=5):
    for attempt in range(1, attempts + 1):
        try:
            async with session.get(URL) as response:
                response.raise_for_status()
                return await response.text()
        except aiohttp.ClientError as error:
            pause = 0.1 * 2**attempt
            print(f"{time.monotonic():.2f} attempt {attempt}: {type(error).__name__}, again in {pause:.1f} s")
            await asyncio.sleep(pause)
    raise RuntimeError(f"given up after {attempts} attempts")


async def main():
    async with aiohttp.ClientSession() as session:
        text = await fetch(session)
        print(f"{time.monotonic():.2f} {len(text)} characters")


asyncio.run(main())
