import asyncio

import httpx
from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response, StreamingResponse

app = FastAPI()


async def ticks(count):
    for number in range(count):
        await asyncio.sleep(0.1)
        yield f"tick {number}\n"


def lines():
    yield b"one\n"
    yield b"two\n"


@app.get("/ticks")
async def stream(count: int = 3):
    return StreamingResponse(ticks(count), media_type="text/plain")


@app.get("/lines")
def from_thread():
    return StreamingResponse(lines())


@app.get("/page", response_class=HTMLResponse)
async def page():
    return "<h1>Tea</h1>"


@app.get("/xml")
async def xml():
    return Response("<tea/>", media_type="application/xml")


@app.get("/file")
async def file():
    with open("menu.txt", "w") as menu:
        menu.write("tea\ncake\n")
    return FileResponse("menu.txt", filename="the menu.txt")


@app.get("/text", response_class=PlainTextResponse)
async def text(request: Request):
    return f"{request.method} {request.url.path} {dict(request.query_params)} {request.headers['host']}"


@app.post("/raw")
async def raw(request: Request):
    return {"size": len(await request.body()), "type": request.headers.get("content-type")}


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://test") as client:
        async with client.stream("GET", "/ticks") as response:
            async for line in response.aiter_lines():
                print(line)
        for address in "/lines", "/page", "/xml", "/file", "/text?a=1&b=2":
            response = await client.get(address)
            print(response.status_code, response.headers.get("content-type"), response.headers.get("content-disposition"), repr(response.text))
        print((await client.post("/raw", content=b"12345", headers={"content-type": "application/x"})).json())


asyncio.run(main())
