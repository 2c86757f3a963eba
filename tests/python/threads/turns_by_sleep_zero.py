import threading
import time

log = []


def spins(name):
    for n in range(3):
        log.append(f"{name}{n}")
        time.sleep(0)


threads = [threading.Thread(target=spins, args=(name,)) for name in "abc"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(*log, time.monotonic())
