import asyncio
import time

import httpx
from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from starlette.middleware.base import BaseHTTPMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(GZipMiddleware, minimum_size=100)
app.add_middleware(TrustedHostMiddleware, allowed_hosts=["test", "*.example.com"])


class Counting(BaseHTTPMiddleware):
    counted = 0

    async def dispatch(self, request, call_next):
        Counting.counted += 1
        response = await call_next(request)
        response.headers["x-count"] = str(Counting.counted)
        return response


app.add_middleware(Counting)


@app.middleware("http")
async def timed(request: Request, call_next):
    began = time.perf_counter()
    response = await call_next(request)
    response.headers["x-seconds"] = f"{time.perf_counter() - began:.1f}"
    print("timed", request.method, request.url.path)
    return response


@app.get("/slow")
async def slow():
    await asyncio.sleep(0.3)
    return "slow"


@app.get("/long")
async def long():
    return "long " * 100


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        for address in "/slow", "/long", "http://bad.host/slow", "http://a.example.com/long":
            response = await client.get(address)
            seen = {name: response.headers.get(name) for name in ("x-count", "x-seconds", "content-encoding")}
            print(address, response.status_code, response.text[:20], seen)


asyncio.run(main())
