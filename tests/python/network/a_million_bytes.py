import asyncio
import hashlib
import socket

DATA = bytes(range(256)) * 4000


async def handle(reader, writer):
    size = int.from_bytes(await reader.readexactly(4), "big")
    data = await reader.readexactly(size)
    writer.write(hashlib.sha256(data).digest())
    writer.write(data)
    await writer.drain()
    writer.close()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(len(DATA).to_bytes(4, "big") + DATA)
    digest = await reader.readexactly(32)
    data = await reader.read()
    print(digest == hashlib.sha256(DATA).digest(), data == DATA)
    writer.close()
    server.close()


asyncio.run(main())
listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
client.sendall(DATA)
client.close()
total = 0
while data := server.recv(100_000):
    total += len(data)
print(total == len(DATA))
