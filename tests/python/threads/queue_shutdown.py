import queue
import threading
import time

jobs = queue.Queue()


def worker(n):
    try:
        while True:
            job = jobs.get()
            time.sleep(0.2)
            print(n, "did", job, "at", round(time.monotonic(), 2))
            jobs.task_done()
    except queue.ShutDown:
        print(n, "leaves at", round(time.monotonic(), 2))


threads = [threading.Thread(target=worker, args=(n,)) for n in "ab"]
for thread in threads:
    thread.start()
for job in range(3):
    jobs.put(job)
jobs.shutdown()
try:
    jobs.put("late")
except queue.ShutDown:
    print("no more jobs")
for thread in threads:
    thread.join()
