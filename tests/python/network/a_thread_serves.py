import socket
import threading
import time


def serve(listener):
    connection, address = listener.accept()
    print("accepted from", address[0])
    with connection:
        while data := connection.recv(1024):
            print("server got", data)
            time.sleep(0.1)
            connection.sendall(data[::-1])
    print("server is done")


listener = socket.create_server(("127.0.0.1", 0))
thread = threading.Thread(target=serve, args=(listener,))
thread.start()
client = socket.create_connection(listener.getsockname())
for word in (b"abc", b"def"):
    client.sendall(word)
    print("client got", client.recv(1024))
client.close()
thread.join()
listener.close()
print("closed", listener.fileno())
