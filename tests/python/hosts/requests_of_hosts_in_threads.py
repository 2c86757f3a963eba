import asyncio
import time

import requests


def delay(seconds):
    return requests.get(f"https://httpbin.org/delay/{seconds}", timeout=10).json()["url"]


async def main():
    began = time.monotonic()
    urls = await asyncio.gather(*(asyncio.to_thread(delay, seconds) for seconds in (1, 2, 1)))
    print(urls, f"{time.monotonic() - began:.3f} s")


began = time.monotonic()
print(requests.get("http://httpbin.org/status/418").status_code, f"{time.monotonic() - began:.3f} s")
print(requests.post("http://httpbin.org/post", json={"key": "value"}).json()["json"])
print(requests.get("http://httpbin.org/redirect/2").history)
asyncio.run(main())
