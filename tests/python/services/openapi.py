import asyncio
import json
from enum import Enum
from typing import Annotated

import httpx
from fastapi import Body, FastAPI, Header, Path, Query
from pydantic import BaseModel, Field

app = FastAPI(
    title="The tea house",
    summary="Tea, by the cup",
    version="1.2.3",
    openapi_tags=[{"name": "teas", "description": "What there is"}],
    contact={"name": "Ann", "url": "https://example.com"},
    license_info={"name": "MIT"},
)


class Kind(str, Enum):
    green = "green"
    black = "black"


class Tea(BaseModel):
    """A tea of the house."""

    model_config = {"json_schema_extra": {"examples": [{"name": "sencha", "kind": "green"}]}}

    name: str = Field(min_length=2, examples=["sencha"])
    kind: Kind = Kind.black
    price: float | None = Field(None, gt=0, description="By the cup")
    tags: set[str] = set()


class Order(BaseModel):
    teas: list[Tea]
    notes: dict[str, str] = {}


@app.post("/orders/{table}", tags=["teas"], status_code=201, response_description="The order")
async def order(
    table: Annotated[int, Path(ge=1, title="The table")],
    order: Annotated[Order, Body(openapi_examples={"one": {"summary": "One", "value": {"teas": []}}})],
    fast: Annotated[bool, Query(deprecated=True)] = False,
    x_guest: Annotated[str | None, Header()] = None,
) -> Order:
    """Takes an order."""
    return order


@app.get("/hidden", include_in_schema=False)
async def hidden():
    return 1


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        print(json.dumps((await client.get("/openapi.json")).json(), indent=1))
        print((await client.get("/docs")).status_code, (await client.get("/redoc")).status_code)


asyncio.run(main())
