"""Calls that are tried again, by backoff, and requests by aiohttp-retry."""

import asyncio

import backoff
from aiohttp import web
from aiohttp_retry import ExponentialRetry, RetryClient

tries = 0


@backoff.on_exception(backoff.expo, ConnectionError, max_tries=4, jitter=None, on_backoff=lambda how: print("waits", how["wait"]))
async def flaky():
    global tries
    tries += 1
    if tries < 3:
        raise ConnectionError("not yet")
    return tries


@backoff.on_predicate(backoff.constant, lambda value: value < 2, interval=1, jitter=None, max_tries=5)
def growing(values=iter(range(9))):
    return next(values)


async def answer(request):
    request.app["asked"].append(len(request.app["asked"]))
    return web.Response(status=503 if len(request.app["asked"]) < 3 else 200, text="there")


async def main():
    print(await flaky())
    app = web.Application()
    app["asked"] = []
    app.add_routes([web.get("/", answer)])
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 8080).start()
    async with RetryClient(retry_options=ExponentialRetry(attempts=4, start_timeout=0.5)) as client:
        async with client.get("http://127.0.0.1:8080/") as response:
            print(response.status, await response.text(), len(app["asked"]))
    await runner.cleanup()


print(growing())
asyncio.run(main())
