"""What a socket refuses takes nothing of what has come, a flag that says so waits for nothing, and a number knows its kind."""

import socket


def main():
    ours, theirs = socket.socketpair()
    theirs.sendall(b"all of it")
    for receive, buffer in ((ours.recv_into, b"fixed"), (ours.recvfrom_into, b"fixed"), (ours.recvmsg_into, [b"fixed"])):
        try:
            receive(buffer)
        except TypeError as error:
            print(error)
    room = bytearray(4), bytearray(8)
    count, *_ = ours.recvmsg_into(room)
    print(count, room)
    try:
        ours.recv(1, socket.MSG_DONTWAIT)
    except BlockingIOError as error:
        print(error)
    sent = 0
    try:
        while True:
            sent += theirs.send(bytes(4096), socket.MSG_DONTWAIT)
    except BlockingIOError as error:
        print(error, sent > 0)
    try:
        ours.send(3.5)
    except TypeError as error:
        print(error)
    with socket.socket(type=socket.SOCK_DGRAM) as letters:
        again = socket.socket(fileno=letters.fileno())
        print(again.family.name, again.type.name)
        again.detach()
    for refused, *given in (socket.if_nametoindex, 0), (socket.if_indextoname, -1), (socket.getaddrinfo, "here", "\ud800"):
        try:
            refused(*given)
        except Exception as error:
            print(type(error).__name__, error)
    theirs.close()
    ours.close()


main()
