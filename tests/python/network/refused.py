import asyncio
import errno
import socket


async def main():
    try:
        await asyncio.open_connection("127.0.0.1", 1)
    except OSError as error:
        print(type(error).__name__, error.errno == errno.ECONNREFUSED, error)
    try:
        await asyncio.get_running_loop().create_connection(asyncio.Protocol, "localhost", 1)
    except OSError as error:
        print(type(error).__name__, error)


asyncio.run(main())
try:
    socket.create_connection(("127.0.0.1", 1))
except OSError as error:
    print(repr(error))
sock = socket.socket()
print(sock.connect_ex(("127.0.0.1", 1)) == errno.ECONNREFUSED)
sock.setblocking(False)
print(sock.connect_ex(("127.0.0.1", 1)) == errno.EINPROGRESS)
print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == errno.ECONNREFUSED)
sock.close()
try:
    sock.send(b"x")
except OSError as error:
    print(repr(error))
