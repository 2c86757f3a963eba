import socket

one, other = (socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(2))
one.bind(("127.0.0.1", 0))
print(other.sendto(b"first", one.getsockname()), other.sendto(b"a longer one", 0, one.getsockname()))
data, address = one.recvfrom(100)
print(data, address[0], address[1] == other.getsockname()[1])
print(one.recvfrom(4)[0])
other.connect(one.getsockname())
other.send(b"connected")
print(one.recv(100))
one.sendto(b"back", other.getsockname())
buffer = bytearray(10)
print(other.recv_into(buffer), bytes(buffer))
one.settimeout(0.5)
try:
    one.recvfrom(100)
except TimeoutError as error:
    print(repr(error))
other.send(b"")
print(one.recvfrom(100)[0])
one.close()
print(other.send(b"to nobody"))
try:
    other.recv(100)
except ConnectionRefusedError as error:
    print(repr(error))
pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
pair[0].send(b"one")
pair[0].send(b"two")
print(pair[1].recv(100), pair[1].recvfrom(100))
