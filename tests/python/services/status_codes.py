import asyncio

import httpx
from fastapi import FastAPI, Response, status

app = FastAPI()
TASKS = {"1": "one"}


@app.post("/tasks/", status_code=201)
async def create(name: str):
    return {"name": name}


@app.delete("/tasks/{number}", status_code=status.HTTP_204_NO_CONTENT)
async def delete(number: str) -> None:
    TASKS.pop(number, None)


@app.put("/tasks/{number}", status_code=200)
async def put(number: str, response: Response):
    if number not in TASKS:
        TASKS[number] = "made"
        response.status_code = status.HTTP_201_CREATED
    return TASKS[number]


@app.get("/teapot", status_code=418)
def teapot():
    return "short and stout"


@app.head("/teapot")
def head():
    return Response(headers={"x-head": "1"})


@app.api_route("/both", methods=["GET", "POST"])
def both():
    return "both"


calls = [
    ("POST", "/tasks/?name=a", {}),
    ("PUT", "/tasks/2", {}),
    ("PUT", "/tasks/2", {}),
    ("DELETE", "/tasks/2", {}),
    ("GET", "/teapot", {}),
    ("HEAD", "/teapot", {}),
    ("POST", "/both", {}),
    ("DELETE", "/both", {}),
]


async def main():
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        for method, address, more in calls:
            response = await client.request(method, address, **more)
            print(method, address, response.status_code, response.text)


asyncio.run(main())
