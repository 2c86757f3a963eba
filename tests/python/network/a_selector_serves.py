import selectors
import socket

selector = selectors.DefaultSelector()
listener = socket.create_server(("127.0.0.1", 0))
listener.setblocking(False)
clients = [socket.create_connection(listener.getsockname()) for _ in range(3)]


def accept(listener):
    connection, _ = listener.accept()
    connection.setblocking(False)
    selector.register(connection, selectors.EVENT_READ, echo)
    print("accepted")


def echo(connection):
    data = connection.recv(1000)
    if data:
        print("echo", data)
        connection.send(data)
    else:
        print("closed")
        selector.unregister(connection)
        connection.close()


selector.register(listener, selectors.EVENT_READ, accept)


def turn():
    for key, _ in selector.select(0.1):
        key.data(key.fileobj)


for number in range(3):
    turn()
clients[2].send(b"two")
clients[0].send(b"zero")
clients[1].send(b"one")
turn()
print([client.recv(10) for client in clients])
clients[1].close()
clients[0].send(b"again")
turn()
turn()
print(clients[0].recv(10))
