import socket

sock = socket.socket()
sock.bind(("127.0.0.1", 0))
sock.connect(sock.getsockname())
sock.sendall(b"to myself")
print(sock.recv(100), sock.getpeername() == sock.getsockname())
sock.shutdown(socket.SHUT_WR)
print(sock.recv(100))
sock.close()
