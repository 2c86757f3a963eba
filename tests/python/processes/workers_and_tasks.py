"""Workers that take tasks from a queue until there are no more."""

import time
from multiprocessing import JoinableQueue, Process, Queue


def worker(tasks, results):
    while True:
        task = tasks.get()
        if task is None:
            tasks.task_done()
            break
        time.sleep(1)
        results.put(task * 2)
        tasks.task_done()


if __name__ == "__main__":
    tasks, results = JoinableQueue(), Queue()
    workers = [Process(target=worker, args=(tasks, results), daemon=True) for _ in range(2)]
    for each in workers:
        each.start()
    for n in range(6):
        tasks.put(n)
    for _ in workers:
        tasks.put(None)
    tasks.join()
    print("all done")
    print(sorted(results.get() for _ in range(6)))
    for each in workers:
        each.join()
        print(each.exitcode)
