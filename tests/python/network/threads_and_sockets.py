import queue
import socket
import threading
import time

results = queue.Queue()


def serve(listener, count):
    for _ in range(count):
        connection, _ = listener.accept()
        threading.Thread(target=handle, args=(connection,)).start()


def handle(connection):
    with connection, connection.makefile("rw") as file:
        delay = float(file.readline())
        time.sleep(delay)
        file.write(f"slept {delay}\n")


def ask(address, delay):
    with socket.create_connection(address) as sock, sock.makefile("rw") as file:
        file.write(f"{delay}\n")
        file.flush()
        results.put(file.readline())


with socket.create_server(("127.0.0.1", 0)) as listener:
    serving = threading.Thread(target=serve, args=(listener, 3))
    serving.start()
    asking = [threading.Thread(target=ask, args=(listener.getsockname(), delay)) for delay in (0.3, 0.1, 0.2)]
    for thread in asking:
        thread.start()
    for _ in asking:
        print(round(time.monotonic(), 2), results.get().strip())
    for thread in [*asking, serving]:
        thread.join()
