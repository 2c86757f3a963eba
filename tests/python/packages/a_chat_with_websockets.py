import asyncio

from websockets.asyncio.client import connect
from websockets.asyncio.server import broadcast, serve
from websockets.exceptions import ConnectionClosed

members = {}


async def chat(websocket):
    members[websocket] = True
    try:
        async for message in websocket:
            broadcast(list(members), message)
    finally:
        del members[websocket]


async def member(name, delay):
    async with connect("ws://127.0.0.1:8765/room") as websocket:
        await asyncio.sleep(delay)
        await websocket.send(f"{name}: hello")
        try:
            while True:
                print(name, "hears", await asyncio.wait_for(websocket.recv(), 1))
        except TimeoutError:
            print(name, "leaves")


async def main():
    async with serve(chat, "127.0.0.1", 8765) as server:
        await asyncio.gather(member("ann", 0.1), member("bob", 0.2))
        async with connect("ws://127.0.0.1:8765/room") as websocket:
            server.close()
            try:
                await websocket.recv()
            except ConnectionClosed as closed:
                print(type(closed).__name__, closed.rcvd.code)


asyncio.run(main())
