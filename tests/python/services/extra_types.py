import asyncio
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated
from uuid import UUID

import httpx
from fastapi import Body, FastAPI

app = FastAPI()


@app.put("/trips/{trip}")
async def trip(
    trip: UUID,
    start: Annotated[datetime, Body()],
    end: Annotated[datetime, Body()],
    wait: Annotated[timedelta, Body()],
    repeat_at: Annotated[time | None, Body()] = None,
    day: Annotated[date | None, Body()] = None,
    price: Annotated[Decimal | None, Body()] = None,
    marks: Annotated[frozenset[int], Body()] = frozenset(),
):
    leaves = start + wait
    return {
        "trip": trip,
        "start": start,
        "leaves": leaves,
        "takes": end - leaves,
        "repeat_at": repeat_at,
        "day": day,
        "price": price,
        "marks": sorted(marks),
    }


BODY = {"start": "2030-01-02T03:04:05", "end": "2030-01-02T06:00:00Z", "wait": "PT30M"}
SAME = {**BODY, "start": "2030-01-02T03:04:05+00:00", "wait": 90, "repeat_at": "10:11:12.5", "day": "2030-02-03", "price": "12.50", "marks": [3, 1, 3]}
WRONG = {"start": "2030-13-02T03:04:05", "end": "now", "wait": "long", "repeat_at": "25:00", "day": "2030-02-30", "price": "much", "marks": [1.5]}


calls = [
    ("PUT", "/trips/12345678-1234-5678-1234-567812345678", {"json": SAME}),
    ("PUT", "/trips/12345678123456781234567812345678", {"json": {**SAME, "wait": "01:00:00", "day": 0}}),
    ("PUT", "/trips/short", {"json": WRONG}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
