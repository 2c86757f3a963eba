import threading
import time


def numbers():
    n = 0
    while True:
        time.sleep(0.1)
        yield n
        n += 1


shared, lock, taken = numbers(), threading.Lock(), []


def takes(name):
    for _ in range(3):
        with lock:
            taken.append((name, next(shared)))
        time.sleep(0.01)


threads = [threading.Thread(target=takes, args=(name,)) for name in "ab"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(taken)


def without_lock(name):
    try:
        print(name, next(shared))
    except ValueError as error:
        print(name, error)


threads = [threading.Thread(target=without_lock, args=(name,)) for name in "cd"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()


def own(name, period):
    def ticks():
        for n in range(3):
            time.sleep(period)
            yield n

    for n in ticks():
        print(name, n, round(time.monotonic(), 2))


for arguments in (("fast", 0.1), ("slow", 0.15)):
    threading.Thread(target=own, args=arguments).start()
