import asyncio
import time

from aiohttp import web

lock = asyncio.Lock()
served = 0


async def hello(request):
    global served
    async with lock:
        await asyncio.sleep(0.05)
        served += 1
    return web.Response(text=f"{served}")


async def chat(request):
    socket = web.WebSocketResponse()
    await socket.prepare(request)
    async for message in socket:
        await socket.send_str(f"you said {message.data}")
    return socket


async def leave(app):
    print(f"closing at {time.monotonic():.3f}, {served} served")


app = web.Application()
app.add_routes([web.get("/", hello), web.get("/chat", chat)])
app.on_cleanup.append(leave)

if __name__ == "__main__":
    web.run_app(app, port=8080)
