"""A server of aiohttp with templates, sessions, events that it sends, and answers to other origins."""

import asyncio

import aiohttp
import aiohttp_cors
import aiohttp_jinja2
import aiohttp_session
import jinja2
from aiohttp import web
from aiohttp_sse import sse_response


@aiohttp_jinja2.template("page.html")
async def page(request):
    session = await aiohttp_session.get_session(request)
    session["visits"] = session.get("visits", 0) + 1
    return {"name": request.match_info["name"], "visits": session["visits"]}


async def events(request):
    async with sse_response(request) as response:
        for number in range(3):
            await response.send(f"event {number}")
            await asyncio.sleep(0.5)
    return response


async def shared(request):
    return web.json_response({"shared": True})


async def main():
    app = web.Application()
    aiohttp_session.setup(app, aiohttp_session.SimpleCookieStorage())
    aiohttp_jinja2.setup(app, loader=jinja2.DictLoader({"page.html": "<p>{{ name }} was here {{ visits }} times</p>"}))
    app.router.add_get("/page/{name}", page)
    app.router.add_get("/events", events)
    cors = aiohttp_cors.setup(app, defaults={"*": aiohttp_cors.ResourceOptions(allow_headers="*")})
    cors.add(app.router.add_get("/shared", shared))
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    async with aiohttp.ClientSession("http://127.0.0.1:8080") as client:
        for _ in range(2):
            async with client.get("/page/<Ada>") as response:
                print(response.status, await response.text())
        async with client.get("/events") as response:
            print(response.content_type)
            async for line in response.content:
                if line.strip():
                    print(line)
        async with client.get("/shared", headers={"Origin": "http://other.test"}) as response:
            print(response.headers["Access-Control-Allow-Origin"], await response.json())
    await runner.cleanup()


asyncio.run(main())
