import errno
import socket

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(1)
clients = []
for _ in range(2):
    client = socket.socket()
    client.settimeout(5)
    client.connect(listener.getsockname())
    clients.append(client)
for number, client in enumerate(clients):
    client.sendall(f"{number}".encode())
for _ in clients:
    connection, _ = listener.accept()
    print(connection.recv(10))
    connection.close()
listener.close()
print([client.recv(1) for client in clients])
listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
listener.close()
try:
    client.recv(1)
except OSError as error:
    print(error.errno == errno.ECONNRESET)
