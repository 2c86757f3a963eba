import threading
import time


def worker(name, delay):
    print(name, "starts")
    time.sleep(delay)
    print(name, "ends")


threads = [threading.Thread(target=worker, args=(f"thread {n}", n)) for n in (3, 1, 2)]
for thread in threads:
    thread.start()
print("all started")
for thread in threads:
    thread.join()
print("all joined at", time.monotonic())
