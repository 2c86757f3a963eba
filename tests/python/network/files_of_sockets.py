import socket

one, other = socket.socketpair()
with one.makefile("rw", encoding="utf-8", newline="\n") as text, other.makefile("rwb") as binary:
    text.write("привет\nвторая строка\n")
    text.flush()
    print(binary.readline(), binary.readline().decode())
    binary.write("ответ\nещё".encode())
    binary.flush()
    print(repr(text.readline()))
    print(text.readable(), text.writable(), text.seekable())
    one.close()
    print("closed, but for its file:", one.fileno() >= 0)
print(one.fileno())
try:
    print(other.recv(10))
except OSError as error:
    print(repr(error))
other.close()
one, other = socket.socketpair()
raw = one.makefile("rb", buffering=0)
other.sendall(b"some bytes")
print(type(raw).__name__, raw.read(4), raw.read(100))
one.settimeout(0.1)
reader = one.makefile("rb")
try:
    reader.readline()
except TimeoutError as error:
    print(repr(error))
try:
    reader.readline()
except OSError as error:
    print(repr(error))
other.sendall(b"a\nb\nc")
other.close()
print(list(one.makefile()))
