import asyncio
from typing import Annotated

import httpx
from fastapi import APIRouter, Depends, FastAPI, Header, HTTPException

log = []


async def token(x_token: Annotated[str, Header()]):
    if x_token != "fine":
        raise HTTPException(400, "X-Token is wrong")


async def noted():
    log.append("noted")


boats = APIRouter(prefix="/boats", tags=["boats"], responses={404: {"description": "No such boat"}})
crew = APIRouter()


@boats.get("/")
async def all_boats():
    return ["canoe", "ferry"]


@boats.get("/{name}", summary="One boat")
async def boat(name: str):
    """A boat by its name.

    It floats.
    """
    if name == "wreck":
        raise HTTPException(404, "sunk")
    return {"name": name}


@crew.get("/crew/{number}", deprecated=True)
async def one(number: int):
    return number


boats.include_router(crew, prefix="/{name}")
app = FastAPI(dependencies=[Depends(noted)])
app.include_router(boats)
app.include_router(crew, prefix="/admin", tags=["admin"], dependencies=[Depends(token)])
inner = FastAPI()


@inner.get("/ping")
def ping():
    return "pong"


app.mount("/inner", inner)


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        for address in "/boats/", "/boats", "/boats/ferry", "/boats/wreck", "/boats/ferry/crew/3", "/crew/3", "/admin/crew/3", "/inner/ping":
            response = await client.get(address)
            print(address, response.status_code, response.text, response.headers.get("location"))
        response = await client.get("/admin/crew/x", headers={"X-Token": "fine"})
        print(response.status_code, response.text)
        for path, methods in (await client.get("/openapi.json")).json()["paths"].items():
            about = methods["get"]
            print(path, about["summary"], about.get("tags"), about["operationId"], about.get("deprecated"), list(about["responses"]))
    print(len(log), app.url_path_for("boat", name="ferry"))


asyncio.run(main())
