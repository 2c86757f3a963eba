import asyncio
from typing import Annotated

import uvicorn
import websockets
from fastapi import FastAPI, Query, WebSocket, WebSocketDisconnect, WebSocketException, status

app = FastAPI()


class Room:
    def __init__(self):
        self.guests = {}

    async def say(self, text):
        for guest in self.guests.values():
            await guest.send_text(text)


room = Room()


@app.websocket("/chat/{name}")
async def chat(socket: WebSocket, name: str, loud: Annotated[bool, Query()] = False):
    if name == "thief":
        raise WebSocketException(status.WS_1008_POLICY_VIOLATION, "not you")
    await socket.accept()
    room.guests[name] = socket
    try:
        while True:
            text = await socket.receive_text()
            await room.say(f"{name}: {text.upper() if loud else text}")
    except WebSocketDisconnect as left:
        del room.guests[name]
        await room.say(f"{name} left with {left.code}")


@app.websocket("/json")
async def json(socket: WebSocket):
    await socket.accept()
    order = await socket.receive_json()
    await socket.send_json({"sum": sum(order["numbers"])})
    await socket.close(4000)


async def main():
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=8000, log_level="critical", ws="websockets-sansio"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.1)
    base = "ws://127.0.0.1:8000"
    async with websockets.connect(f"{base}/chat/ann") as ann:
        async with websockets.connect(f"{base}/chat/ben?loud=yes") as ben:
            await ann.send("hello")
            print(await ann.recv(), "|", await ben.recv())
            await ben.send("hi")
            print(await ann.recv(), "|", await ben.recv())
        print(await ann.recv())
    async with websockets.connect(f"{base}/json") as socket:
        await socket.send('{"numbers": [1, 2, 3]}')
        print(await socket.recv())
        try:
            await socket.recv()
        except websockets.ConnectionClosed as closed:
            print(type(closed).__name__, closed.rcvd.code)
    for path in "chat/thief", "nowhere":
        try:
            async with websockets.connect(f"{base}/{path}"):
                pass
        except websockets.InvalidStatus as refused:
            print(path, refused.response.status_code)
    server.should_exit = True
    await serving


asyncio.run(main())
