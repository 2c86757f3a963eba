import asyncio
from typing import Annotated

import httpx
from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()


class OwnerError(Exception):
    pass


async def database():
    print("open the database")
    try:
        yield {"cup": "ann", "pot": "ben"}
    finally:
        await asyncio.sleep(0.1)
        print("close the database")


async def transaction(database: Annotated[dict, Depends(database)]):
    print("begin")
    try:
        yield database
        print("commit")
    except OwnerError as error:
        print("roll back")
        raise HTTPException(400, f"owner: {error}") from error
    except HTTPException:
        print("roll back, too")
        raise


@app.get("/things/{name}")
async def thing(name: str, things: Annotated[dict, Depends(transaction)]):
    if name not in things:
        raise HTTPException(404, "there is none")
    if things[name] == "ben":
        raise OwnerError("ben")
    print("in the function")
    return {"owner": things[name]}


calls = [
    ("GET", "/things/cup", {}),
    ("GET", "/things/pot", {}),
    ("GET", "/things/pan", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
