import asyncio
import time

import httpx
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
lock = asyncio.Lock()
began = time.monotonic()


class Job(BaseModel):
    name: str
    seconds: float


def say(text):
    print(f"{time.monotonic() - began:.1f} {text}")


@app.post("/together")
async def together(job: Job):
    await asyncio.sleep(job.seconds)
    say(f"{job.name} is done")
    return job


@app.post("/in-turn")
async def in_turn(job: Job):
    async with lock:
        await asyncio.sleep(job.seconds)
        say(f"{job.name} is done in its turn")
    return job


@app.get("/sum")
async def total():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://inner") as inner:
        orders = [inner.post("/together", json={"name": f"part {n}", "seconds": n / 10}) for n in (3, 1, 2)]
        return {"sum": sum(answer.json()["seconds"] for answer in await asyncio.gather(*orders))}


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        async with asyncio.TaskGroup() as group:
            for name, seconds in ("a", 0.3), ("b", 0.1):
                group.create_task(client.post("/together", json={"name": name, "seconds": seconds}))
                group.create_task(client.post("/in-turn", json={"name": name, "seconds": seconds}))
        print((await client.get("/sum")).json())
        try:
            async with asyncio.timeout(0.5):
                await client.post("/together", json={"name": "c", "seconds": 5})
        except TimeoutError:
            say("c takes too long")


asyncio.run(main())
