import asyncio

import httpx
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Parcel(BaseModel):
    name: str
    weight: float
    note: str | None = None
    stamps: int = 1


@app.post("/parcels/")
async def create(parcel: Parcel):
    price = parcel.weight * 2 + parcel.stamps
    return {**parcel.model_dump(), "price": price}


@app.put("/parcels/{number}")
async def update(number: int, parcel: Parcel, q: str | None = None):
    result = {"number": number, **parcel.model_dump(exclude_unset=True)}
    if q:
        result["q"] = q
    return result


calls = [
    ("POST", "/parcels/", {"json": {"name": "book", "weight": 1.5}}),
    ("POST", "/parcels/", {"json": {"name": "book", "weight": "2", "note": "n", "stamps": 3}}),
    ("POST", "/parcels/", {"json": {"name": 5, "weight": "heavy"}}),
    ("POST", "/parcels/", {"json": {}}),
    ("POST", "/parcels/", {"json": [1]}),
    ("POST", "/parcels/", {"content": b"{nothing", "headers": {"content-type": "application/json"}}),
    ("POST", "/parcels/", {}),
    ("PUT", "/parcels/4?q=x", {"json": {"name": "b", "weight": 1}}),
    ("PUT", "/parcels/four", {"json": {"name": "b"}}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
