# packages: pydantic<2

import asyncio

import httpx
import uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()


class Numbers(BaseModel):
    first: int
    second: int = 1


@app.get("/slow/{seconds}")
async def slow(seconds: float):
    await asyncio.sleep(seconds)
    return {"slept": seconds}


@app.post("/add")
async def add(numbers: Numbers):
    return {"result": numbers.first + numbers.second}


@app.get("/stream")
async def stream():
    async def parts():
        for i in range(3):
            await asyncio.sleep(0.1)
            yield f"part {i}\n"

    return StreamingResponse(parts(), media_type="text/plain")


async def main():
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=8000, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    async with httpx.AsyncClient(base_url="http://127.0.0.1:8000") as client:
        answers = await asyncio.gather(*(client.get(f"/slow/{seconds}") for seconds in (0.3, 0.1, 0.2)))
        print([answer.json() for answer in answers])
        print((await client.post("/add", json={"first": 2, "second": 40})).json())
        refused = await client.post("/add", json={"first": "x"})
        print(refused.status_code, refused.json()["detail"][0]["msg"])
        print((await client.get("/openapi.json")).json()["paths"].keys())
        async with client.stream("GET", "/stream") as response:
            async for line in response.aiter_lines():
                print(line)
    server.should_exit = True
    await serving


asyncio.run(main())
