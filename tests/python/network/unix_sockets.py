import asyncio
import os
import socket
import stat

PATH = "/tmp/loopline-unix-sockets"


async def handle(reader, writer):
    print("server: peer", repr(writer.get_extra_info("peername")))
    data = await reader.readline()
    writer.write(b"you said " + data)
    writer.close()


async def main():
    if os.path.exists(PATH):
        os.unlink(PATH)
    try:
        await asyncio.open_unix_connection(PATH)
    except OSError as error:
        print(repr(error))
    server = await asyncio.start_unix_server(handle, PATH)
    print(server.sockets[0].getsockname(), stat.S_ISSOCK(os.stat(PATH).st_mode))
    reader, writer = await asyncio.open_unix_connection(PATH)
    writer.write(b"hi\n")
    print(await reader.read())
    writer.close()
    await writer.wait_closed()
    server.close()
    await server.wait_closed()
    print(os.path.exists(PATH))


asyncio.run(main())
listener = socket.socket(socket.AF_UNIX)
listener.bind(PATH)
listener.listen()
other = socket.socket(socket.AF_UNIX)
try:
    other.bind(PATH)
except OSError as error:
    print(repr(error))
other.connect(PATH)
connection, address = listener.accept()
print(repr(address), repr(other.getsockname()), repr(other.getpeername()), repr(connection.getsockname()))
listener.close()
try:
    socket.socket(socket.AF_UNIX).connect(PATH)
except OSError as error:
    print(repr(error))
os.unlink(PATH)
connection.sendall(b"still open")
print(other.recv(100))
