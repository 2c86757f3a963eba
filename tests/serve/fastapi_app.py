import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()


class Numbers(BaseModel):
    first: int
    second: int = 1


@app.get("/")
async def root():
    await asyncio.sleep(0.1)
    return {"message": "hello"}


@app.post("/add")
async def add(numbers: Numbers):
    return {"result": numbers.first + numbers.second}


@app.get("/count")
async def count(to: int = 3):
    async def lines():
        for number in range(to):
            yield f"data: {number}\n\n"
            await asyncio.sleep(0.5)

    return StreamingResponse(lines(), media_type="text/event-stream")
