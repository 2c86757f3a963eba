import asyncio
import dataclasses
import datetime
import decimal
import enum
import pathlib
import uuid

import httpx
from fastapi import FastAPI
from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel, ConfigDict, Field, SecretStr, computed_field


class Colour(enum.Enum):
    red = 1
    blue = "b"


@dataclasses.dataclass
class Point:
    x: int
    y: float = 0.5


class Box(BaseModel):
    model_config = ConfigDict(populate_by_name=True)

    size: int = Field(alias="theSize")
    secret: SecretStr = SecretStr("hush")
    colour: Colour = Colour.red
    at: datetime.datetime | None = None

    @computed_field
    @property
    def double(self) -> int:
        return self.size * 2


app = FastAPI()


@app.get("/box")
async def box() -> Box:
    return Box(size=3, at=datetime.datetime(2030, 1, 2, 3, 4, 5))


@app.get("/short", response_model_by_alias=False, response_model_exclude_none=True)
async def short() -> Box:
    return Box(size=4)


@app.get("/point")
async def point() -> Point:
    return Point(1)


@app.get("/points")
async def points() -> list[Point]:
    return [Point(1), {"x": "2"}]


VALUES = [
    Box(size=1),
    Point(1, 2),
    {1: decimal.Decimal("1.50"), "whole": decimal.Decimal(3)},
    {"b", "a"} & {"a"},
    datetime.date(2030, 1, 2),
    datetime.timedelta(minutes=1.5),
    uuid.UUID(int=5),
    pathlib.PurePosixPath("a/b"),
    b"bytes",
    Colour.blue,
    (1, None, [True]),
]
for value in VALUES:
    print(jsonable_encoder(value))
print(jsonable_encoder(Box(size=1), exclude={"secret"}, by_alias=False))
print(jsonable_encoder({"a": None, "b": 1}, exclude_none=True))
print(jsonable_encoder(Point(1), custom_encoder={Point: lambda point: [point.x]}))


calls = [
    ("GET", "/box", {}),
    ("GET", "/short", {}),
    ("GET", "/point", {}),
    ("GET", "/points", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
