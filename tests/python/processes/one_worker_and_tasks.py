"""One worker that takes what was put into a queue before it began."""

from multiprocessing import Process, Queue
import time


def worker(tasks, results):
    for task in iter(tasks.get, "stop"):
        time.sleep(1)
        print("worked on", task)
        results.put(task.title())


if __name__ == "__main__":
    tasks, results = Queue(), Queue()
    for task in ("sow", "reap", "stop"):
        tasks.put(task)
    each = Process(target=worker, args=(tasks, results))
    each.start()
    print(results.get(), results.get())
    each.join()
