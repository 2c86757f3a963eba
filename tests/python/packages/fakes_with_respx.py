"""Answers of servers that a test makes up, by respx."""

import asyncio

import httpx
import respx


async def main():
    with respx.mock(base_url="https://api.test") as router:
        users = router.get("/users/7").mock(return_value=httpx.Response(200, json={"name": "Ada"}))
        router.get(path__regex=r"/slow/.*").mock(side_effect=httpx.ConnectTimeout)
        async with httpx.AsyncClient(base_url="https://api.test") as client:
            print((await client.get("/users/7")).json(), users.called, users.call_count)
            try:
                await client.get("/slow/1")
            except httpx.ConnectTimeout as error:
                print(type(error).__name__)


asyncio.run(main())
