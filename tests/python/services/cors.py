import asyncio

import httpx
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example", "http://localhost:8080"],
    allow_credentials=True,
    allow_methods=["GET", "POST"],
    allow_headers=["X-Token"],
    max_age=60,
)


@app.get("/")
async def root():
    return {"message": "hello"}


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        for origin in "https://shop.example", "https://thief.example":
            response = await client.get("/", headers={"Origin": origin})
            print(origin, response.status_code, response.headers.get("access-control-allow-origin"))
            for method in "POST", "DELETE":
                asks = {"Origin": origin, "Access-Control-Request-Method": method, "Access-Control-Request-Headers": "X-Token"}
                response = await client.options("/", headers=asks)
                allows = {name: value for name, value in response.headers.items() if name.startswith("access-control")}
                print(method, response.status_code, response.text, sorted(allows.items()))


asyncio.run(main())
