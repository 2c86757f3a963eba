import asyncio

import httpx
from fastapi import FastAPI
from pydantic import BaseModel, Field, HttpUrl

app = FastAPI()


class Picture(BaseModel):
    url: HttpUrl
    name: str = Field(max_length=8)


class Plant(BaseModel):
    name: str
    tags: set[str] = set()
    pictures: list[Picture] | None = None


class Garden(BaseModel):
    name: str
    plants: list[Plant] = Field(min_length=1)
    sizes: dict[str, float] = {}


@app.post("/gardens/")
async def garden(garden: Garden):
    return {
        "name": garden.name,
        "tags": [sorted(plant.tags) for plant in garden.plants],
        "urls": [str(picture.url) for plant in garden.plants for picture in plant.pictures or []],
        "hosts": [picture.url.host for plant in garden.plants for picture in plant.pictures or []],
        "sizes": garden.sizes,
    }


@app.post("/pictures/")
async def pictures(pictures: list[Picture]) -> list[Picture]:
    return pictures


@app.post("/weights/")
async def weights(weights: dict[int, float]):
    return weights


calls = [
    ("POST", "/gardens/", {"json": {"name": "g", "plants": [{"name": "p", "tags": ["b", "a", "b"], "pictures": [{"url": "http://example.com", "name": "x"}]}], "sizes": {"a": 1}}}),
    ("POST", "/gardens/", {"json": {"name": "g", "plants": []}}),
    ("POST", "/gardens/", {"json": {"name": "g", "plants": [{"tags": 5, "pictures": [{"url": "nothing", "name": "much too long"}]}], "sizes": {"a": "b"}}}),
    ("POST", "/pictures/", {"json": [{"url": "https://example.com/a?b=c#d", "name": "x"}]}),
    ("POST", "/pictures/", {"json": [{"url": "ftp://example.com", "name": "x"}, 3]}),
    ("POST", "/weights/", {"json": {"1": 2.5, "2": 3}}),
    ("POST", "/weights/", {"json": {"one": 2.5}}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
