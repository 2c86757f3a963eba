import asyncio
import socket
import threading

ready = threading.Event()


async def handle(reader, writer):
    data = await reader.readline()
    await asyncio.sleep(0.5)
    writer.write(data * 2)
    writer.close()


async def serve():
    global address, stop
    stop = asyncio.Event()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    address = server.sockets[0].getsockname()
    loop = asyncio.get_running_loop()
    ready.loop = loop
    ready.set()
    async with server:
        await stop.wait()
    print("server stops")


thread = threading.Thread(target=lambda: asyncio.run(serve()))
thread.start()
ready.wait()
with socket.create_connection(address) as sock:
    sock.sendall(b"hello\n")
    print(sock.makefile().read())
ready.loop.call_soon_threadsafe(stop.set)
thread.join()
