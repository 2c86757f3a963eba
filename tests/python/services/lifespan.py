import asyncio
from contextlib import asynccontextmanager

import httpx
import uvicorn
from fastapi import FastAPI, Request

models = {}


@asynccontextmanager
async def lifespan(app: FastAPI):
    print("load the model")
    await asyncio.sleep(0.2)
    models["double"] = lambda x: x * 2
    yield {"started": "yes"}
    models.clear()
    print("unload the model")


app = FastAPI(lifespan=lifespan)


@app.get("/predict")
async def predict(x: float, request: Request):
    return {"result": models["double"](x), "started": request.state.started}


async def main():
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=8000, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.1)
    async with httpx.AsyncClient() as client:
        for address in "predict?x=2.5", "predict", "docs":
            response = await client.get(f"http://127.0.0.1:8000/{address}")
            print(response.status_code, response.headers["content-type"], response.text[:90].strip())
    server.should_exit = True
    await serving
    print(models)


asyncio.run(main())
