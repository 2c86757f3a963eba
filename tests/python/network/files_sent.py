import asyncio
import socket

with open("letter.txt", "wb") as file:
    file.write(b"".join(b"line %d\n" % number for number in range(1000)))


async def handle(reader, writer):
    with open("letter.txt", "rb") as file:
        count = await asyncio.get_running_loop().sendfile(writer.transport, file, offset=7, count=4000)
        print("sent", count)
    writer.close()


async def main():
    loop = asyncio.get_running_loop()
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    data = await reader.read()
    print(len(data), data[:14])
    writer.close()
    server.close()
    one, other = socket.socketpair()
    one.setblocking(False)
    with open("letter.txt", "rb") as file:
        print(await loop.sock_sendfile(one, file))
    one.close()
    print(sum(len(piece) for piece in iter(lambda: other.recv(1000), b"")))


asyncio.run(main())
one, other = socket.socketpair()
with open("letter.txt", "rb") as file:
    print(one.sendfile(file))
one.close()
print(sum(len(piece) for piece in iter(lambda: other.recv(1000), b"")))
