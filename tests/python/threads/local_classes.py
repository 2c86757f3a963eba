import threading
import time


class Connection(threading.local):
    made = 0

    def __init__(self, name):
        Connection.made += 1
        self.name = f"{name} {Connection.made}"


connection = Connection("connection")


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def worker(n):
    print(n, "has", connection.name)
    connection.name = f"renamed by {n}"
    connection.noisy = Noisy(n)
    time.sleep(0.1)
    print(n, "has", connection.name, sorted(vars(connection)))


threads = [threading.Thread(target=worker, args=(n,)) for n in (1, 2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("main has", connection.name, hasattr(connection, "noisy"))
del connection.name
try:
    connection.name
except AttributeError:
    print("main has none now")
