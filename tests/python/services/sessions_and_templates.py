"""A service with templates and sessions, which ask for packages of their own."""

import asyncio
from pathlib import Path

import httpx
from fastapi import FastAPI, Request
from fastapi.templating import Jinja2Templates
from starlette.middleware.sessions import SessionMiddleware

Path("templates").mkdir()
Path("templates/page.html").write_text("<p>{{ name | upper }} has been here {{ times }} times</p>")

app = FastAPI()
app.add_middleware(SessionMiddleware, secret_key="a secret")
templates = Jinja2Templates(directory="templates")


@app.get("/{name}")
async def page(request: Request, name: str):
    request.session["times"] = request.session.get("times", 0) + 1
    return templates.TemplateResponse(request, "page.html", {"name": name, "times": request.session["times"]})


async def main():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://shop") as client:
        for _ in range(3):
            print((await client.get("/ann")).text)
        client.cookies.clear()
        print((await client.get("/bob")).text, (await client.get("/")).status_code)


asyncio.run(main())
