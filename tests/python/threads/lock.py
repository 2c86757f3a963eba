import threading
import time

lock = threading.Lock()
total = 0


def add(n):
    global total
    for _ in range(3):
        with lock:
            current = total
            time.sleep(0.1)
            total = current + n


threads = [threading.Thread(target=add, args=(n,)) for n in (1, 10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(total, lock.locked())
