import asyncio

try:
    import aiohttp
except ImportError as error:
    print("no", error.name)

import requests


async def main():
    print(requests.get("http://a.example"))


asyncio.run(main())
