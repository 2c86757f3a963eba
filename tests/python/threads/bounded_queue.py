import queue
import threading
import time

jobs = queue.Queue(maxsize=2)
start = time.monotonic()


def say(*what):
    print(f"{time.monotonic() - start:.2f} {threading.current_thread().name}:", *what)


def produce():
    for n in range(5):
        jobs.put(n)
        say("put", n, "now", jobs.qsize())
    jobs.put(None)


def consume():
    while (job := jobs.get()) is not None:
        time.sleep(0.1)
        say("did", job)
        jobs.task_done()
    jobs.task_done()


threads = [threading.Thread(target=function, name=function.__name__) for function in (produce, consume)]
for thread in threads:
    thread.start()
jobs.join()
say("all done", jobs.empty(), jobs.unfinished_tasks)
for thread in threads:
    thread.join()
