import asyncio
from typing import Any

import httpx
from fastapi import FastAPI, Response
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import BaseModel, EmailStr

app = FastAPI()


class Person(BaseModel):
    name: str
    email: EmailStr
    full_name: str | None = None


class Applicant(Person):
    password: str


class Ware(BaseModel):
    name: str
    price: float = 10.5
    tags: list[str] = []


WARES = {"cup": {"name": "cup", "price": 3}, "pot": {"name": "pot", "tags": ["a"]}, "bad": {"price": "high"}}


@app.post("/people/", response_model=Person)
async def create(applicant: Applicant) -> Any:
    return applicant


@app.post("/others/")
async def other(applicant: Applicant) -> Person:
    return applicant


@app.get("/wares/{name}", response_model=Ware, response_model_exclude_unset=True)
async def ware(name: str):
    return WARES[name]


@app.get("/names/{name}", response_model=Ware, response_model_include={"name"})
async def name_only(name: str):
    return WARES[name]


@app.get("/priceless/{name}", response_model=Ware, response_model_exclude={"price"})
async def priceless(name: str):
    return WARES[name]


@app.get("/wares/", response_model=list[Ware])
async def wares():
    return [WARES["cup"], WARES["pot"]]


@app.get("/portal")
async def portal(away: bool = False) -> Response:
    if away:
        return RedirectResponse("/wares/cup")
    return JSONResponse({"stays": True})


@app.get("/free", response_model=None)
async def free() -> Response | dict:
    return {"free": 1}


calls = [
    ("POST", "/people/", {"json": {"name": "ann", "email": "ann@example.com", "password": "p"}}),
    ("POST", "/people/", {"json": {"name": "ann", "email": "ann at home", "password": "p"}}),
    ("POST", "/others/", {"json": {"name": "ann", "email": "Ann@Example.COM", "password": "p", "full_name": "Ann A."}}),
    ("GET", "/wares/cup", {}),
    ("GET", "/wares/pot", {}),
    ("GET", "/names/cup", {}),
    ("GET", "/priceless/pot", {}),
    ("GET", "/wares/", {}),
    ("GET", "/portal", {}),
    ("GET", "/portal?away=1", {"follow_redirects": True}),
    ("GET", "/free", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
