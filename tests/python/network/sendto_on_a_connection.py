"""`sendto` on connected stream sockets: TCP takes no notice of the address, a connection by path refuses one."""

import socket

server = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(server.getsockname())
peer, _ = server.accept()
print(client.sendto(b"hello", server.getsockname()), peer.recv(10))
print(client.sendto(b"again", 0, ("127.0.0.1", 9)), peer.recv(10))
one, other = socket.socketpair()
try:
    one.sendto(b"by path", "/nowhere")
except OSError as error:
    print(type(error).__name__, error.errno)
lonely = socket.socket()
try:
    lonely.sendto(b"to nobody", server.getsockname())
except OSError as error:
    print(type(error).__name__, error.errno)
