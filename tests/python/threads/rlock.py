import threading
import time

lock = threading.RLock()


def outer():
    with lock:
        inner()
        time.sleep(0.5)
        print("outer leaves at", time.monotonic())


def inner():
    with lock:
        print("inner, twice in the lock")


def other():
    print("has it:", lock.acquire(blocking=False))
    with lock:
        print("other in at", time.monotonic())


threads = [threading.Thread(target=target) for target in (outer, other)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
try:
    lock.release()
except RuntimeError as error:
    print(error)
plain = threading.Lock()
plain.acquire()
print(plain.acquire(timeout=0.25), plain.locked(), time.monotonic())
threading.Thread(target=plain.release).start()
print(plain.acquire(), "since another thread may release it")
