import queue
import threading
import time


def worker(name, items, results):
    while True:
        item = items.get()
        if item is None:
            break
        time.sleep(0.1)
        results.append((name, item))


for kind in ("Queue", "LifoQueue", "SimpleQueue"):
    items, results = getattr(queue, kind)(), []
    threads = [threading.Thread(target=worker, args=(n, items, results)) for n in range(2)]
    for thread in threads:
        thread.start()
    for n in range(6):
        items.put(n)
    time.sleep(1)
    for _ in threads:
        items.put(None)
    for thread in threads:
        thread.join()
    print(kind, results)

urgent = queue.PriorityQueue()
for job in ((3, "sweep"), (1, "alarm"), (2, "mail")):
    urgent.put(job)


def drain():
    while not urgent.empty():
        print(*urgent.get())
        urgent.task_done()


threading.Thread(target=drain).start()
urgent.join()
