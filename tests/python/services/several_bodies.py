import asyncio
from typing import Annotated

import httpx
from fastapi import Body, FastAPI
from pydantic import BaseModel

app = FastAPI()


class Dish(BaseModel):
    name: str
    price: float


class Guest(BaseModel):
    name: str
    table: int | None = None


@app.put("/orders/{number}")
async def order(number: int, dish: Dish, guest: Guest, urgency: Annotated[int, Body(gt=0)], q: str | None = None):
    return {"number": number, "dish": dish, "guest": guest, "urgency": urgency, "q": q}


@app.put("/single/{number}")
async def single(number: int, dish: Annotated[Dish, Body(embed=True)]):
    return {"number": number, "dish": dish}


@app.post("/maybe")
async def maybe(dish: Dish | None = None):
    return dish


@app.post("/plain")
async def plain(word: Annotated[str, Body()], many: Annotated[list[int], Body()] = [1]):
    return {"word": word, "many": many}


calls = [
    ("PUT", "/orders/1?q=x", {"json": {"dish": {"name": "soup", "price": 4}, "guest": {"name": "ann"}, "urgency": 2}}),
    ("PUT", "/orders/1", {"json": {"dish": {"name": "soup"}, "urgency": 0}}),
    ("PUT", "/single/2", {"json": {"dish": {"name": "soup", "price": "4.5"}}}),
    ("PUT", "/single/2", {"json": {"name": "soup", "price": "4.5"}}),
    ("POST", "/maybe", {}),
    ("POST", "/maybe", {"json": {"name": "x", "price": 1}}),
    ("POST", "/plain", {"json": {"word": "w", "many": ["3", 4]}}),
    ("POST", "/plain", {"json": {"many": "x"}}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
