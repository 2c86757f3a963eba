import socket

sock = socket.socket()
sock.setblocking(False)
for name, call in {
    "recv": lambda: sock.recv(1),
    "send": lambda: sock.send(b"x"),
    "accept": sock.accept,
    "getpeername": sock.getpeername,
    "shutdown": lambda: sock.shutdown(socket.SHUT_RDWR),
    "recv negative": lambda: sock.recv(-1),
    "send text": lambda: sock.send("text"),
    "sendto nobody": lambda: socket.socket(type=socket.SOCK_DGRAM).send(b"x"),
    "too long": lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(bytes(70_000), ("127.0.0.1", 9)),
    "accept of datagrams": lambda: socket.socket(type=socket.SOCK_DGRAM).accept(),
    "listen of datagrams": lambda: socket.socket(type=socket.SOCK_DGRAM).listen(),
    "bad number": lambda: socket.socket(fileno=9999),
    "connect twice": lambda: (pair[0].connect(("127.0.0.1", 1))),
}.items():
    pair = socket.create_server(("127.0.0.1", 0)), None
    pair = socket.create_connection(pair[0].getsockname()), pair[0]
    try:
        print(name, call())
    except (OSError, ValueError, TypeError) as error:
        print(name, repr(error))
