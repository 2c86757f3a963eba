import socket

listener = socket.create_server(("127.0.0.1", 0))
client = socket.socket()
client.connect(listener.getsockname())
server, address = listener.accept()
print(address == client.getsockname(), server.getpeername() == address, server.getsockname() == client.getpeername())
client.sendall(b"hello, ")
client.sendall(b"world")
print(server.recv(5), server.recv(100))
server.send(bytearray(b"abc"))
server.send(memoryview(b"def")[1:])
print(client.recv(100, socket.MSG_PEEK), client.recv(100))
buffer = bytearray(10)
server.sendmsg([b"ab", b"cd"])
print(client.recv_into(buffer, 3), buffer, client.recv(100))
client.shutdown(socket.SHUT_WR)
print(server.recv(100), server.recv(100))
server.sendall(b"last words")
server.close()
print(client.recv(100), client.recv(100))
try:
    client.send(b"x")
except OSError as error:
    print(repr(error))
client.close()
for call in (lambda: client.recv(1), lambda: client.getsockname(), lambda: listener.connect(("127.0.0.1", 1))):
    try:
        call()
    except OSError as error:
        print(repr(error))
print(client.fileno(), client._closed)
listener.close()
