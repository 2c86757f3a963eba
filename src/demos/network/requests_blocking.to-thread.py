import asyncio
import time

import requests

URL = "https://slow.example"


async def ticker():
    for i in range(1, 11):
        await asyncio.sleep(0.5)
        print(f"{time.monotonic():.1f} tick {i}")


async def job():
    await asyncio.sleep(0.6)
    print(f"{time.monotonic():.1f} GET {URL}")
    response = await asyncio.to_thread(requests.get, URL)  # holds a thread of its own
    print(f"{time.monotonic():.1f} {response.status_code}, {len(response.text)} characters")


async def main():
    await asyncio.gather(ticker(), job())


asyncio.run(main())
