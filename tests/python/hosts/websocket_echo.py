import asyncio
import time

import websockets


async def main():
    began = time.monotonic()
    async with websockets.connect("wss://echo.websocket.org") as socket:
        print(f"open after {time.monotonic() - began:.3f} s")
        for message in ("hello", "привет", b"\x00\x01", "x" * 70_000):
            await socket.send(message)
            answer = await socket.recv()
            print(answer == message, type(answer).__name__, len(answer), f"{time.monotonic() - began:.3f} s")
        await (await socket.ping())
    print(socket.close_code, f"{time.monotonic() - began:.3f} s")
    try:
        await websockets.connect("ws://example.com/")
    except websockets.exceptions.InvalidStatus as error:
        print(error)


asyncio.run(main())
