import socket
import threading
import time


def serve():
    time.sleep(1)
    with socket.create_server(("127.0.0.1", port)) as listener:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(b"here")


with socket.socket() as sock:
    sock.bind(("127.0.0.1", 0))
    port = sock.getsockname()[1]
thread = threading.Thread(target=serve)
thread.start()
for attempt in range(5):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            print(attempt, client.recv(10), client.gettimeout())
            break
    except ConnectionRefusedError:
        print("not yet")
        time.sleep(0.4)
thread.join()
