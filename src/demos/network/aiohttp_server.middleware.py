import asyncio

from aiohttp import web


async def hello(request):
    name = request.match_info.get("name", "world")
    await asyncio.sleep(0.1)  # a database, another service...
    return web.Response(text=f"hello, {name}")


@web.middleware
async def shout(request, handler):
    print("middleware:", request.method, request.path)
    response = await handler(request)
    print("middleware:", request.method, request.path, response.status)
    response.text = response.text.upper()
    return response


app = web.Application(middlewares=[shout])
app.add_routes([web.get("/", hello), web.get("/{name}", hello)])

web.run_app(app, port=8080)
