import asyncio
import time

import httpx


async def main():
    began = time.monotonic()
    async with httpx.AsyncClient(base_url="https://jsonplaceholder.typicode.com") as client:
        post = (await client.get("/posts/1")).json()
        print(post["id"], post["title"])
        comments, user = await asyncio.gather(client.get("/posts/1/comments"), client.get(f"/users/{post['userId']}"))
        print(len(comments.json()), user.json()["name"])
        made = await client.post("/posts", json={"title": "new", "userId": 1})
        print(made.status_code, made.json(), made.headers["location"])
        print((await client.get("/todos", params={"userId": 1, "completed": "true"})).json())
        print((await client.get("/posts/999")).status_code)
    print(f"{time.monotonic() - began:.3f} s")
    async with httpx.AsyncClient() as client, client.stream("GET", "http://httpbin.org/stream/3") as response:
        async for line in response.aiter_lines():
            print(f"{time.monotonic() - began:.3f} s", len(line))
    async with httpx.AsyncClient() as client, client.stream("GET", "https://stream.example/events") as response:
        async for line in response.aiter_lines():
            if line.startswith("data"):
                print(f"{time.monotonic() - began:.3f} s", line)


asyncio.run(main())
