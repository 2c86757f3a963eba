import asyncio

from aiohttp import web


async def hello(request):
    name = request.match_info.get("name", "world")
    await asyncio.sleep(0.1)  # a database, another service...
    return web.Response(text=f"hello, {name}")


async def shout(request, response):
    # Called with every response, just before its headers are sent.
    print("on_response_prepare:", request.method, request.path, response.status)
    response.text = response.text.upper()


app = web.Application()
app.add_routes([web.get("/", hello), web.get("/{name}", hello)])
app.on_response_prepare.append(shout)

web.run_app(app, port=8080)
