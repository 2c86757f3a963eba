"""Processes that put their results into a queue."""

from multiprocessing import Process, Queue
from queue import Empty
import time


def square(queue, n):
    time.sleep(n)
    queue.put((n, n * n))


def fill(queue, count):
    for n in range(count):
        queue.put([n])
        time.sleep(1)
    queue.put(None)


if __name__ == "__main__":
    results = Queue()
    workers = [Process(target=square, args=(results, n)) for n in (3, 1, 2)]
    for worker in workers:
        worker.start()
    for _ in workers:
        print(*results.get())
    for worker in workers:
        worker.join()
    print([worker.exitcode for worker in workers], results.empty())

    producer = Process(target=fill, kwargs={"queue": results, "count": 3})
    producer.start()
    while (item := results.get()) is not None:
        print("got", item)
    producer.join()
    try:
        results.get(timeout=1)
    except Empty:
        print("nothing more")
    try:
        results.get_nowait()
    except Empty:
        print("nothing at once")
    results.close()
    try:
        results.put(1)
    except ValueError as error:
        print(str(error).partition(" <")[0], str(error).rpartition("> ")[2])
