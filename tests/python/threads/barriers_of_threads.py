import threading
import time

barrier = threading.Barrier(3, action=lambda: print("all are here at", round(time.monotonic(), 2)))


def walker(n):
    for lap in range(2):
        time.sleep(n / 10)
        place = barrier.wait()
        print("walker", n, "lap", lap, "came", ["first", "second", "third"][place])


threads = [threading.Thread(target=walker, args=(n,)) for n in (1, 2, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()


def alone():
    try:
        barrier.wait(timeout=1)
    except threading.BrokenBarrierError:
        print("broken at", round(time.monotonic(), 2), barrier.broken, barrier.n_waiting)


thread = threading.Thread(target=alone)
thread.start()
thread.join()
barrier.reset()
threads = [threading.Thread(target=alone) for _ in range(2)]
for thread in threads:
    thread.start()
time.sleep(0.2)
print("waiting:", barrier.n_waiting)
barrier.abort()
for thread in threads:
    thread.join()
