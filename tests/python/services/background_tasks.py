import asyncio
import time
from typing import Annotated

import httpx
from fastapi import BackgroundTasks, Depends, FastAPI

app = FastAPI()
began = time.monotonic()


def log(text):
    print(f"{time.monotonic() - began:.1f} log: {text}")


async def post(address, *, subject):
    await asyncio.sleep(0.5)
    log(f"posted {subject} to {address}")


def with_query(tasks: BackgroundTasks, q: str | None = None):
    if q:
        tasks.add_task(log, f"asked for {q}")
    return q


@app.post("/letters/{address}")
async def letter(address: str, tasks: BackgroundTasks, q: Annotated[str | None, Depends(with_query)]):
    tasks.add_task(post, address, subject="hello")
    tasks.add_task(log, "all done")
    log("answers")
    return {"sent": address, "q": q}


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        print((await client.post("/letters/ann?q=stamps")).json())
        print((await client.post("/letters/ben")).json())


asyncio.run(main())
