import asyncio
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI

app = FastAPI()


async def settings():
    await asyncio.sleep(5)
    return {"name": "the real one"}


@app.get("/")
async def root(settings: Annotated[dict, Depends(settings)]):
    return settings


async def ask():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        print((await client.get("/")).json())


async def main():
    app.dependency_overrides[settings] = lambda: {"name": "a fake"}
    await ask()
    app.dependency_overrides = {}
    await ask()


asyncio.run(main())
