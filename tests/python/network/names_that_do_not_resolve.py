import asyncio
import socket


async def main():
    try:
        await asyncio.open_connection("no-such-host.invalid", 80)
    except socket.gaierror as error:
        print(repr(error), error.errno == socket.EAI_NONAME)
    loop = asyncio.get_running_loop()
    print(await loop.getaddrinfo("127.0.0.1", 80, type=socket.SOCK_STREAM))
    print(await loop.getnameinfo(("127.0.0.1", 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV))


asyncio.run(main())
try:
    socket.create_connection(("no-such-host.invalid", 80))
except OSError as error:
    print(repr(error), isinstance(error, socket.gaierror))
try:
    socket.gethostbyname("no-such-host.invalid")
except OSError as error:
    print(repr(error))
print(socket.gethostbyname("localhost"), socket.getaddrinfo("localhost", 8080, proto=socket.IPPROTO_TCP))
for wrong in ("300.1.1.1", "1.2.3", "x"):
    try:
        print(socket.inet_aton(wrong))
    except OSError as error:
        print(wrong, error)
print(socket.inet_ntoa(b"\x7f\0\0\1"), socket.inet_pton(socket.AF_INET, "10.0.0.1"), socket.htons(80), socket.ntohl(1))
