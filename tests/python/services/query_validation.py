import asyncio
from typing import Annotated

import httpx
from fastapi import FastAPI, Query

app = FastAPI()


@app.get("/words/")
async def words(q: Annotated[str | None, Query(min_length=3, max_length=6, pattern="^[a-z]+$")] = None):
    return {"q": q}


@app.get("/needed/")
async def needed(q: Annotated[str, Query(title="A word", description="What to look for", alias="the-word")]):
    return q


@app.get("/lists/")
async def lists(q: Annotated[list[str], Query()] = ["one", "two"], n: Annotated[list[int] | None, Query()] = None):
    return {"q": q, "n": n}


@app.get("/numbers/")
async def numbers(a: Annotated[int, Query(ge=1, le=10)] = 5, b: Annotated[float, Query(gt=0, lt=1)] = 0.5):
    return a, b


@app.get("/hidden/")
async def hidden(secret: Annotated[str | None, Query(include_in_schema=False)] = None, old: Annotated[str | None, Query(deprecated=True)] = None):
    return [secret, old]


calls = [
    ("GET", "/words/", {}),
    ("GET", "/words/?q=abc", {}),
    ("GET", "/words/?q=ab", {}),
    ("GET", "/words/?q=abcdefg", {}),
    ("GET", "/words/?q=ABC", {}),
    ("GET", "/needed/", {}),
    ("GET", "/needed/?the-word=w", {}),
    ("GET", "/lists/", {}),
    ("GET", "/lists/?q=x&q=y&n=1&n=2", {}),
    ("GET", "/lists/?n=1&n=z", {}),
    ("GET", "/numbers/", {}),
    ("GET", "/numbers/?a=0&b=1", {}),
    ("GET", "/numbers/?a=11&b=0", {}),
    ("GET", "/hidden/?secret=s&old=o", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
