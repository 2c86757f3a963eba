import asyncio
import errno
import socket

one = socket.create_server(("127.0.0.1", 0))
port = one.getsockname()[1]
for host in ("127.0.0.1", "0.0.0.0", ""):
    other = socket.socket()
    try:
        other.bind((host, port))
    except OSError as error:
        print(type(error).__name__, error.errno == errno.EADDRINUSE, error)
    other.close()
try:
    socket.create_server(("127.0.0.1", port))
except OSError as error:
    print(str(error).replace(str(port), "PORT"))


async def main():
    try:
        await asyncio.start_server(lambda r, w: None, "127.0.0.1", port)
    except OSError as error:
        print(type(error).__name__, error.errno, str(error).replace(str(port), "PORT"))


asyncio.run(main())
one.close()
with socket.socket() as sock:
    sock.bind(("127.0.0.1", port))
    print("free again")
    try:
        sock.bind(("127.0.0.1", 0))
    except OSError as error:
        print(repr(error))
for wrong in (("127.0.0.1", 70000), ("127.0.0.1", "80"), ("127.0.0.1",), "127.0.0.1", ("8.8.8.8", 5000)):
    with socket.socket() as sock:
        try:
            sock.bind(wrong)
        except (OSError, OverflowError, TypeError) as error:
            print(type(error).__name__, error)
