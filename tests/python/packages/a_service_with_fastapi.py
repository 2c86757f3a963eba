# packages: pydantic<2

import asyncio
from typing import Optional

import httpx
from fastapi import Depends, FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI(title="sums")


class Numbers(BaseModel):
    first_number: int
    second_number: Optional[int]


async def common(limit: int = 10):
    await asyncio.sleep(0.1)
    return {"limit": limit}


@app.post("/add")
async def add(numbers: Numbers):
    return {"result": numbers.first_number + (numbers.second_number or 0)}


@app.get("/items/{item}")
async def item(item: int, common: dict = Depends(common), q: Optional[str] = None):
    if item > common["limit"]:
        raise HTTPException(404, "no such item")
    return {"item": item, "q": q, **common}


@app.get("/plain")
def plain():
    """A function that is not async runs in a thread."""
    return "plain"


async def main():
    # Without a network: the client calls the application itself.
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        for method, address, body in (
            ("POST", "/add", {"first_number": 40, "second_number": 2}),
            ("POST", "/add", {"first_number": "x"}),
            ("GET", "/items/3?q=tea", None),
            ("GET", "/items/30?limit=20", None),
            ("GET", "/plain", None),
            ("DELETE", "/plain", None),
        ):
            response = await client.request(method, address, json=body)
            print(method, address, response.status_code, response.text)
        schema = (await client.get("/openapi.json")).json()
        print(schema["info"], sorted(schema["paths"]), schema["components"]["schemas"]["Numbers"])


asyncio.run(main())
