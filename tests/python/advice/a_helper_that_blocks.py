import asyncio
from time import sleep


def fetch(url):
    sleep(0.4)
    return url.upper()


async def main():
    for url in ("/a", "/b"):
        print(fetch(url))
        await asyncio.sleep(0)


asyncio.run(main())
