import asyncio

import httpx
from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException as StarletteHTTPException

app = FastAPI()


class Unripe(Exception):
    def __init__(self, fruit):
        self.fruit = fruit


class Fruit(BaseModel):
    name: str
    size: int


@app.exception_handler(Unripe)
async def unripe(request: Request, error: Unripe):
    return JSONResponse(status_code=418, content={"message": f"{error.fruit} is not ripe", "path": request.url.path})


@app.exception_handler(RequestValidationError)
async def invalid(request: Request, error: RequestValidationError):
    content = jsonable_encoder({"errors": error.errors(), "body": error.body})
    return JSONResponse(status_code=422, content=content)


@app.exception_handler(StarletteHTTPException)
async def http_error(request, error):
    if error.status_code == 404:
        return PlainTextResponse(f"there is no {request.url.path}: {error.detail}", status_code=404)
    return await http_exception_handler(request, error)


@app.get("/fruits/{name}")
async def fruit(name: str):
    if name == "plum":
        raise Unripe(name)
    if name == "stone":
        raise HTTPException(status_code=404, detail="no fruit", headers={"X-Error": "stone"})
    if name == "gold":
        raise HTTPException(status_code=403, detail={"reason": ["not", "yours"]})
    return name


@app.post("/fruits/")
async def add(fruit: Fruit):
    return fruit


calls = [
    ("GET", "/fruits/pear", {}),
    ("GET", "/fruits/plum", {}),
    ("GET", "/fruits/stone", {}),
    ("GET", "/fruits/gold", {}),
    ("GET", "/elsewhere", {}),
    ("POST", "/fruits/", {"json": {"name": "fig", "size": "XL"}}),
    ("POST", "/fruits/", {"json": {"name": "fig", "size": 3}}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
