import asyncio
import ssl

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.responses import JSONResponse
from starlette.routing import Route
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

# cert.pem and key.pem are those of tests/python/network/tls_streams.py, which says how they were made.
trusts = ssl.create_default_context(cafile="cert.pem")


async def hello(request):
    await asyncio.sleep(0.5)
    return JSONResponse({"url": str(request.url), "scheme": request.url.scheme})


async def echo(websocket):
    async for message in websocket:
        await asyncio.sleep(0.25)
        await websocket.send(message.upper())


async def main():
    app = Starlette(routes=[Route("/hello", hello)])
    config = uvicorn.Config(
        app, host="127.0.0.1", port=8443, ssl_certfile="cert.pem", ssl_keyfile="key.pem", log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.1)
    async with httpx.AsyncClient(verify=trusts) as client:
        print((await client.get("https://localhost:8443/hello")).json())
    try:
        async with httpx.AsyncClient(verify=False) as client:
            print((await client.get("http://localhost:8443/hello")).status_code)
    except httpx.RemoteProtocolError as error:
        print(type(error).__name__, error)
    server.should_exit = True
    await serving

    serves = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serves.load_cert_chain("cert.pem", "key.pem")
    async with serve(echo, "127.0.0.1", 8765, ssl=serves):
        async with connect("wss://localhost:8765/", ssl=trusts) as websocket:
            await websocket.send("hello")
            print(await websocket.recv(), websocket.transport.get_extra_info("cipher")[1])
        try:
            async with connect("wss://localhost:8765/"):
                pass
        except ssl.SSLCertVerificationError as error:
            print(error.verify_message)


asyncio.run(main())
