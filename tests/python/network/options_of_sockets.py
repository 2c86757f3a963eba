import socket

sock = socket.socket()
print(sock.family, sock.type, sock.proto, sock.getsockname())
sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
print(
    sock.getsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR),
    sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY),
    sock.getsockopt(socket.SOL_SOCKET, socket.SO_TYPE) == socket.SOCK_STREAM,
    sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN),
    sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR),
)
sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 10_000)
print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF))
sock.bind(("127.0.0.1", 0))
sock.listen(1)
print(sock.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN), sock.getsockname()[1] > 1023)
copy = sock.dup()
print(copy.getsockname() == sock.getsockname(), copy.fileno() != sock.fileno())
number = sock.detach()
print(sock.fileno(), number >= 0)
again = socket.socket(fileno=number)
print(again.family, again.type, again.getsockname() == copy.getsockname())
again.close()
copy.close()
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
    print(datagrams.type, repr(datagrams).endswith("proto=0, laddr=('0.0.0.0', 0)>"))
print(repr(datagrams))
for family, kind in ((socket.AF_INET, 77), (55, socket.SOCK_STREAM)):
    try:
        socket.socket(family, kind)
    except OSError as error:
        print(type(error).__name__)
