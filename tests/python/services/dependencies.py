import asyncio
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, Header, HTTPException

calls_made = []


async def common(q: str | None = None, skip: int = 0, limit: int = 100):
    return {"q": q, "skip": skip, "limit": limit}


class Page:
    def __init__(self, number: int = 1, size: int = 10):
        self.number, self.size = number, size


def query(q: str | None = None):
    calls_made.append("query")
    return q


def query_or_default(q: Annotated[str | None, Depends(query)], fallback: str = "none"):
    return q or fallback


async def key(x_key: Annotated[str, Header()]):
    if x_key != "open":
        raise HTTPException(400, "the key does not fit")


class Checker:
    def __init__(self, word):
        self.word = word

    def __call__(self, q: str = ""):
        return self.word in q


app = FastAPI()
Common = Annotated[dict, Depends(common)]


@app.get("/items/")
async def items(common: Common):
    return common


@app.get("/pages/")
async def pages(page: Annotated[Page, Depends()]):
    return {"number": page.number, "size": page.size}


@app.get("/chain/")
async def chain(a: Annotated[str, Depends(query_or_default)], b: Annotated[str | None, Depends(query)]):
    return a, b, len(calls_made)


@app.get("/twice/")
async def twice(a: Annotated[str | None, Depends(query)], b: Annotated[str | None, Depends(query, use_cache=False)]):
    return a, b, len(calls_made)


@app.get("/locked/", dependencies=[Depends(key)])
async def locked():
    return "inside"


@app.get("/checked/")
async def checked(has: Annotated[bool, Depends(Checker("tea"))]):
    return has


calls = [
    ("GET", "/items/", {}),
    ("GET", "/items/?q=a&skip=1&limit=x", {}),
    ("GET", "/items/?q=a&skip=1", {}),
    ("GET", "/pages/?number=3", {}),
    ("GET", "/chain/?q=z", {}),
    ("GET", "/chain/?fallback=f", {}),
    ("GET", "/twice/", {}),
    ("GET", "/locked/", {}),
    ("GET", "/locked/", {"headers": {"x-key": "shut"}}),
    ("GET", "/locked/", {"headers": {"x-key": "open"}}),
    ("GET", "/checked/?q=green tea", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
