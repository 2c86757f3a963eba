import asyncio
from typing import Annotated

import httpx
from fastapi import Cookie, FastAPI, Header, Response
from pydantic import BaseModel

app = FastAPI()


class Common(BaseModel):
    model_config = {"extra": "forbid"}
    host: str
    if_found: bool = False
    x_tag: list[str] = []


@app.get("/cookies")
async def cookies(session: Annotated[str | None, Cookie()] = None, visits: Annotated[int, Cookie(ge=0)] = 0):
    return {"session": session, "visits": visits}


@app.get("/headers")
async def headers(user_agent: Annotated[str | None, Header()] = None, x_token: Annotated[list[str] | None, Header()] = None):
    return {"user_agent": user_agent, "tokens": x_token}


@app.get("/underscores")
async def underscores(strange_header: Annotated[str | None, Header(convert_underscores=False)] = None):
    return strange_header


@app.get("/set")
async def set_them(response: Response):
    response.set_cookie("session", "abc", max_age=60, httponly=True)
    response.headers["X-Cat"] = "alone"
    return "set"


calls = [
    ("GET", "/cookies", {}),
    ("GET", "/cookies", {"headers": {"cookie": "session=s; visits=3"}}),
    ("GET", "/cookies", {"headers": {"cookie": "visits=-1"}}),
    ("GET", "/headers", {"headers": [("user-agent", "none"), ("x-token", "a"), ("x-token", "b")]}),
    ("GET", "/underscores", {"headers": {"strange_header": "s"}}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)
        response = await client.get("/set")
        print(response.headers["set-cookie"], response.headers["x-cat"], response.json())
        print((await client.get("/cookies")).json())


asyncio.run(main())
