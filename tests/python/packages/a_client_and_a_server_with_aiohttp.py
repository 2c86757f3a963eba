import asyncio

import aiohttp
from aiohttp import web


async def hello(request):
    await asyncio.sleep(0.5)
    return web.json_response({"name": request.match_info["name"], "method": request.method})


async def main():
    app = web.Application()
    app.router.add_route("*", "/hello/{name}", hello)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    async with aiohttp.ClientSession() as session:
        async def ask(name):
            async with session.get(f"http://127.0.0.1:8080/hello/{name}") as response:
                return response.status, await response.json()

        print(await asyncio.gather(ask("ann"), ask("bob")))
        async with session.post("http://127.0.0.1:8080/nothing") as response:
            print(response.status, response.reason)
    try:
        async with aiohttp.ClientSession() as session:
            await session.get("http://127.0.0.1:9/")
    except aiohttp.ClientConnectorError as error:
        print(type(error).__name__)
    await runner.cleanup()


asyncio.run(main())
