import threading
import time

condition = threading.Condition()
items = []


def consumer(n):
    with condition:
        while not items:
            print(n, "waits")
            condition.wait()
        print(n, "takes", items.pop(0))


def patient():
    with condition:
        enough = condition.wait_for(lambda: len(items) >= 2, timeout=3)
        print("patient:", enough, items)


threads = [threading.Thread(target=consumer, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
time.sleep(1)
with condition:
    items.append("one")
    condition.notify()
    print("notified one, still has the lock")
time.sleep(1)
with condition:
    items.extend(["two", "three"])
    condition.notify_all()
for thread in threads:
    thread.join()
last = threading.Thread(target=patient)
last.start()
for n in range(2):
    time.sleep(1)
    with condition:
        items.append(n)
        condition.notify()
last.join()
with condition:
    print(condition.wait(0.5), time.monotonic())
try:
    condition.notify()
except RuntimeError as error:
    print(error)
