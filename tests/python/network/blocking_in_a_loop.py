import asyncio
import socket
import threading
import time


def serve(listener):
    connection, _ = listener.accept()
    with connection:
        time.sleep(1)
        connection.sendall(b"late")


async def ticks():
    for number in range(4):
        print("tick", number, asyncio.get_running_loop().time())
        await asyncio.sleep(0.4)


async def main():
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=serve, args=(listener,)).start()
    ticking = asyncio.create_task(ticks())
    await asyncio.sleep(0.1)
    with socket.create_connection(listener.getsockname()) as client:
        print("the loop is blocked")
        print(client.recv(10), asyncio.get_running_loop().time())
    await ticking


asyncio.run(main())
