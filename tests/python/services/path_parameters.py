import asyncio
from enum import Enum

import httpx
from fastapi import FastAPI

app = FastAPI()


class Grain(str, Enum):
    rye = "rye"
    oats = "oats"


@app.get("/")
async def root():
    return {"hello": "baker"}


@app.get("/loaves/{number}")
async def loaf(number: int):
    return {"number": number}


@app.get("/weights/{grams}")
async def weight(grams: float):
    return {"grams": grams}


@app.get("/grains/{grain}")
async def grain(grain: Grain):
    return {"grain": grain, "is_rye": grain is Grain.rye, "value": grain.value}


@app.get("/open/{yes}")
async def is_open(yes: bool):
    return yes


@app.get("/users/me")
async def me():
    return "me"


@app.get("/users/{name}")
async def user(name: str):
    return name


@app.get("/files/{path:path}")
async def file(path: str):
    return {"path": path}


calls = [
    ("GET", "/", {}),
    ("GET", "/loaves/7", {}),
    ("GET", "/loaves/seven", {}),
    ("GET", "/loaves/7.0", {}),
    ("GET", "/weights/2.5", {}),
    ("GET", "/weights/heavy", {}),
    ("GET", "/grains/rye", {}),
    ("GET", "/grains/corn", {}),
    ("GET", "/open/on", {}),
    ("GET", "/open/maybe", {}),
    ("GET", "/users/me", {}),
    ("GET", "/users/ann", {}),
    ("GET", "/files/a/b.txt", {}),
    ("GET", "/nowhere", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
