import socket
import time

one, other = socket.socketpair()
one.settimeout(1.5)
print(one.gettimeout(), one.getblocking())
began = time.monotonic()
try:
    one.recv(1)
except TimeoutError as error:
    print(repr(error), error.errno, round(time.monotonic() - began, 3), error is socket.timeout)
print(socket.timeout is TimeoutError)
one.setblocking(False)
print(one.gettimeout(), one.getblocking())
try:
    one.recv(1)
except BlockingIOError as error:
    print(repr(error))
listener = socket.create_server(("127.0.0.1", 0))
listener.settimeout(0.5)
try:
    listener.accept()
except TimeoutError as error:
    print(repr(error))
socket.setdefaulttimeout(2)
client = socket.create_connection(listener.getsockname())
print(client.gettimeout(), listener.accept()[0].gettimeout())
socket.setdefaulttimeout(None)
for wrong in (-1, "1", float("nan")):
    try:
        client.settimeout(wrong)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
