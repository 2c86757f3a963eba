import threading
import time

start, ready = threading.Event(), threading.Event()


def runner(n):
    print(n, "at the line")
    if not start.wait(timeout=n):
        print(n, "ran off at", time.monotonic())
        return
    time.sleep(0.1 * n)
    print(n, "arrives at", round(time.monotonic(), 3))


threads = [threading.Thread(target=runner, args=(n,)) for n in (3, 1, 2, 4)]
for thread in threads:
    thread.start()
time.sleep(1.5)
start.set()
print("go")
for thread in threads:
    thread.join()
print(start.is_set(), ready.wait(0.5), time.monotonic())
