import asyncio
import time

import httpx


async def show(client, method, url, **options):
    began = time.monotonic()
    try:
        response = await client.request(method, url, **options)
        print(method, url, response.status_code, response.headers.get("content-type"), repr(response.text[:40]), end=" ")
    except httpx.HTTPError as error:
        print(method, url, f"{type(error).__name__}: {error}", end=" ")
    print(f"{time.monotonic() - began:.3f} s")


async def main():
    async with httpx.AsyncClient() as client:
        await show(client, "GET", "http://api.shop.example/items/31")
        await show(client, "GET", "http://api.shop.example/items/0")
        await show(client, "POST", "http://api.shop.example/orders", json={"item": 31})
        await show(client, "DELETE", "http://api.shop.example/orders")
        await show(client, "GET", "http://api.shop.example/report")
        await show(client, "GET", "http://api.shop.example/files/a/b/c")
        await show(client, "GET", "http://api.shop.example/")
        for _ in range(4):
            await show(client, "GET", "http://mirror.shop.example/items/1")
        await show(client, "GET", "http://example.com/")
        await show(client, "GET", "http://httpbin.org/get")


asyncio.run(main())
