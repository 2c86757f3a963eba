import asyncio

import httpx
from fastapi import FastAPI
from fastapi.exceptions import ResponseValidationError
from pydantic import BaseModel

app = FastAPI()


class Answer(BaseModel):
    value: int


@app.get("/wrong")
async def wrong() -> Answer:
    return {"value": "not a number"}


@app.get("/fails")
async def fails():
    return 1 / 0


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        try:
            await client.get("/wrong")
        except ResponseValidationError as error:
            for each in error.errors():
                print(each["type"], each["loc"], each["msg"], each["input"])
        try:
            await client.get("/fails")
        except ZeroDivisionError as error:
            print(type(error).__name__)
    quiet = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=quiet, base_url="http://test") as client:
        for address in "/wrong", "/fails":
            response = await client.get(address)
            print(address, response.status_code, response.text)


asyncio.run(main())
