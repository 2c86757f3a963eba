import threading
import time

event = threading.Event()
semaphore = threading.Semaphore(2)


def waiter(n):
    with semaphore:
        print(n, "in", time.monotonic())
        time.sleep(1 + n / 10)
    print(n, "out", round(time.monotonic(), 3))


threads = [threading.Thread(target=waiter, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
event.set()
print(event.wait(), event.is_set())
event.clear()
print(event.wait(0.5), time.monotonic())
