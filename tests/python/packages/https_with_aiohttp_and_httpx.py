import asyncio
import ssl

import aiohttp
import httpx
import requests
from aiohttp import web

# cert.pem and key.pem are those of tests/python/network/tls_streams.py, which says how they were made.


async def hello(request):
    await asyncio.sleep(0.5)
    return web.json_response({"name": request.match_info["name"], "scheme": request.scheme})


async def main():
    app = web.Application()
    app.router.add_get("/hello/{name}", hello)
    runner = web.AppRunner(app)
    await runner.setup()
    serves = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    serves.load_cert_chain("cert.pem", "key.pem")
    await web.TCPSite(runner, "127.0.0.1", 8443, ssl_context=serves).start()
    trusts = ssl.create_default_context(cafile="cert.pem")
    async with aiohttp.ClientSession() as session:
        for checks in (trusts, False):
            async with session.get("https://localhost:8443/hello/ann", ssl=checks) as response:
                print("aiohttp", response.status, await response.json())
        try:
            await session.get("https://localhost:8443/hello/ann")
        except aiohttp.ClientConnectorCertificateError as error:
            print(type(error).__name__, error.certificate_error.verify_message)
    async with httpx.AsyncClient(verify=trusts) as client:
        response = await client.get("https://127.0.0.1:8443/hello/bob")
        print("httpx", response.status_code, response.json())
    try:
        async with httpx.AsyncClient() as client:
            await client.get("https://127.0.0.1:8443/hello/bob")
    except httpx.ConnectError as error:
        print(type(error).__name__, str(error).partition(" (_ssl.c")[0])

    def ask():
        response = requests.get("https://localhost:8443/hello/eve", verify="cert.pem")
        print("requests", response.status_code, response.json())
        try:
            requests.get("https://localhost:8443/hello/eve")
        except requests.exceptions.SSLError as error:
            print(type(error).__name__, "self-signed certificate" in str(error))

    await asyncio.to_thread(ask)
    await runner.cleanup()


asyncio.run(main())
