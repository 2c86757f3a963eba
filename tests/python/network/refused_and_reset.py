import socket

client = socket.socket()
print("nobody listens:", client.connect_ex(("127.0.0.1", 1)))
client.close()

listener = socket.create_server(("127.0.0.1", 0))
client = socket.create_connection(listener.getsockname())
server, _ = listener.accept()
client.sendall(b"never read")
server.close()
try:
    client.recv(10)
except ConnectionResetError as error:
    print("the server is gone:", error.strerror)
client.close()
listener.close()
