import asyncio
from typing import Optional

import httpx
from fastapi import FastAPI

app = FastAPI()
TREES = [{"name": name} for name in ("ash", "birch", "cedar", "elm", "fir")]


@app.get("/trees/")
async def trees(skip: int = 0, limit: int = 2):
    return TREES[skip : skip + limit]


@app.get("/trees/{name}")
async def tree(name: str, height: float, old: bool = False, note: Optional[str] = None, tags: int | None = None):
    return {"name": name, "height": height, "old": old, "note": note, "tags": tags}


calls = [
    ("GET", "/trees/", {}),
    ("GET", "/trees/?skip=3", {}),
    ("GET", "/trees/?skip=1&limit=1", {}),
    ("GET", "/trees/?limit=many", {}),
    ("GET", "/trees/ash", {}),
    ("GET", "/trees/ash?height=3", {}),
    ("GET", "/trees/ash?height=3.5&old=yes&note=tall&tags=4", {}),
    ("GET", "/trees/ash?height=x&old=perhaps&tags=1.5", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
