import asyncio
import socket
import struct


async def handle(reader, writer):
    print("server read", await reader.read(10))
    sock = writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b"hello")
    try:
        print(await reader.read())
    except ConnectionResetError as error:
        print(repr(error))
    try:
        writer.write(b"x")
        await writer.drain()
    except ConnectionResetError as error:
        print("drain", repr(error))
    writer.close()
    try:
        await writer.wait_closed()
    except ConnectionResetError as error:
        print("wait_closed", repr(error))
    server.close()


asyncio.run(main())
listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
peer, _ = listener.accept()
client.sendall(b"unread")
peer.close()
for attempt in range(3):
    try:
        print(client.recv(10))
    except OSError as error:
        print(repr(error))
for attempt in range(2):
    try:
        print(client.send(b"x"))
    except OSError as error:
        print(repr(error))
client = socket.create_connection(listener.getsockname())
peer, _ = listener.accept()
peer.close()
for attempt in range(3):
    try:
        print(client.send(b"x"))
    except OSError as error:
        print(repr(error))
print(client.recv(10))
