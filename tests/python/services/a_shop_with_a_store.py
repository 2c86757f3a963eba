import asyncio
import datetime
import itertools
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException, Query
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class OrderIn(BaseModel):
    model_config = ConfigDict(str_strip_whitespace=True, extra="forbid")

    customer: str = Field(min_length=1)
    lines: dict[str, int]
    coupon: str | None = None

    @field_validator("lines")
    @classmethod
    def not_empty(cls, lines):
        if not lines:
            raise ValueError("an order has a line at least")
        return lines

    @field_validator("coupon", mode="before")
    @classmethod
    def upper(cls, coupon):
        return coupon.upper() if isinstance(coupon, str) else coupon

    @model_validator(mode="after")
    def few_with_coupon(self):
        if self.coupon and sum(self.lines.values()) > 5:
            raise ValueError("a coupon is for five pieces at most")
        return self


class Order(OrderIn):
    number: int
    placed: datetime.datetime


class Store:
    def __init__(self):
        self.orders, self.numbers = {}, itertools.count(1)

    async def add(self, order):
        await asyncio.sleep(0.05)
        number = next(self.numbers)
        placed = datetime.datetime(2030, 1, number, tzinfo=datetime.UTC)
        self.orders[number] = Order(number=number, placed=placed, **order.model_dump())
        return self.orders[number]


store = Store()
app = FastAPI()
TheStore = Annotated[Store, Depends(lambda: store)]


@app.post("/orders", status_code=201)
async def place(order: OrderIn, store: TheStore) -> Order:
    return await store.add(order)


@app.get("/orders")
async def orders(store: TheStore, since: datetime.date | None = None, limit: Annotated[int, Query(le=10)] = 10) -> list[Order]:
    found = [order for order in store.orders.values() if since is None or order.placed.date() >= since]
    return found[:limit]


@app.get("/orders/{number}", responses={404: {"description": "No such order"}})
async def order(number: int, store: TheStore) -> Order:
    if number not in store.orders:
        raise HTTPException(404, f"there is no order {number}")
    return store.orders[number]


calls = [
    ("POST", "/orders", {"json": {"customer": " ann ", "lines": {"tea": 2, "cake": "1"}, "coupon": "abc"}}),
    ("POST", "/orders", {"json": {"customer": "ben", "lines": {"tea": 6}}}),
    ("POST", "/orders", {"json": {"customer": " ", "lines": {}, "more": 1}}),
    ("POST", "/orders", {"json": {"customer": "cat", "lines": {"tea": 6}, "coupon": "x"}}),
    ("POST", "/orders", {"json": {"customer": "cat", "lines": {"tea": "many"}, "coupon": 5}}),
    ("GET", "/orders?since=2030-01-02", {}),
    ("GET", "/orders?since=yesterday&limit=11", {}),
    ("GET", "/orders/1", {}),
    ("GET", "/orders/9", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
