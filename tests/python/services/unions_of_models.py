import asyncio
from typing import Annotated, Literal, Union

import httpx
from fastapi import FastAPI
from pydantic import BaseModel, Field

app = FastAPI()


class Car(BaseModel):
    kind: Literal["car"] = "car"
    seats: int


class Plane(BaseModel):
    kind: Literal["plane"] = "plane"
    seats: int
    wings: float


Tagged = Annotated[Union[Car, Plane], Field(discriminator="kind")]
THINGS = {"1": {"seats": 4, "kind": "car"}, "2": {"seats": 90, "wings": 30.5, "kind": "plane"}}


@app.get("/things/{number}", response_model=Union[Plane, Car])
async def thing(number: str):
    return THINGS[number]


@app.post("/things")
async def add(thing: Tagged) -> Tagged:
    return thing


@app.post("/any")
async def any_of(thing: Car | Plane | int | str):
    return {"is": type(thing).__name__}


@app.get("/words")
async def words() -> dict[str, float]:
    return {"a": 2, "b": 3.4}


calls = [
    ("GET", "/things/1", {}),
    ("GET", "/things/2", {}),
    ("POST", "/things", {"json": {"kind": "car", "seats": "5"}}),
    ("POST", "/things", {"json": {"kind": "plane", "seats": 5}}),
    ("POST", "/things", {"json": {"kind": "boat", "seats": 5}}),
    ("POST", "/things", {"json": {"seats": 5}}),
    ("POST", "/any", {"json": {"kind": "plane", "seats": 5, "wings": 1}}),
    ("POST", "/any", {"json": {"seats": 5}}),
    ("POST", "/any", {"json": 7}),
    ("POST", "/any", {"json": "x"}),
    ("POST", "/any", {"json": [1]}),
    ("GET", "/words", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
