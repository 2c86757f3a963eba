import asyncio
from typing import Annotated, Literal

import httpx
from fastapi import Cookie, FastAPI, Header, Query
from pydantic import BaseModel, Field

app = FastAPI()


class Filter(BaseModel):
    model_config = {"extra": "forbid"}

    limit: int = Field(100, gt=0, le=100)
    offset: int = Field(0, ge=0)
    order: Literal["name", "age"] = "name"
    tags: list[str] = []


class Cookies(BaseModel):
    session: str
    tracker: str | None = None


class Headers(BaseModel):
    save_data: bool
    x_tag: list[str] = []


@app.get("/cats/")
async def cats(filter: Annotated[Filter, Query()]):
    return filter


@app.get("/jar/")
async def jar(cookies: Annotated[Cookies, Cookie()]):
    return cookies


@app.get("/head/")
async def head(headers: Annotated[Headers, Header()]):
    return headers


calls = [
    ("GET", "/cats/", {}),
    ("GET", "/cats/?limit=3&order=age&tags=a&tags=b", {}),
    ("GET", "/cats/?limit=0&offset=-1&order=size", {}),
    ("GET", "/cats/?tool=x", {}),
    ("GET", "/jar/", {"headers": {"cookie": "session=1"}}),
    ("GET", "/jar/", {}),
    ("GET", "/head/", {"headers": [("save-data", "true"), ("x-tag", "a"), ("x-tag", "b")]}),
    ("GET", "/head/", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
