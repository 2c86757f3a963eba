import asyncio

import httpx
from fastapi import FastAPI, HTTPException
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel

app = FastAPI()


class Room(BaseModel):
    name: str | None = None
    price: float | None = None
    tax: float = 10.5
    beds: list[str] = []


ROOMS = {
    "one": {"name": "One", "price": 50.2},
    "two": {"name": "Two", "price": 62, "tax": 20.2, "beds": ["big", "small"]},
}


@app.get("/rooms/{number}", response_model=Room)
async def read(number: str):
    if number not in ROOMS:
        raise HTTPException(404)
    return ROOMS[number]


@app.put("/rooms/{number}", response_model=Room)
async def replace(number: str, room: Room):
    ROOMS[number] = jsonable_encoder(room)
    return ROOMS[number]


@app.patch("/rooms/{number}")
async def change(number: str, room: Room) -> Room:
    stored = Room(**ROOMS[number])
    updated = stored.model_copy(update=room.model_dump(exclude_unset=True))
    ROOMS[number] = jsonable_encoder(updated)
    return updated


calls = [
    ("GET", "/rooms/one", {}),
    ("GET", "/rooms/six", {}),
    ("PUT", "/rooms/one", {"json": {"name": "Uno", "price": 3}}),
    ("PATCH", "/rooms/two", {"json": {"tax": 1}}),
    ("PATCH", "/rooms/two", {"json": {"beds": "none"}}),
    ("GET", "/rooms/two", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
