"""Queues and locks go to a process when it starts, and in no other way."""

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Lock, Pool, Queue

shared = None


def take(queue):
    global shared
    shared = queue


def put(n):
    shared.put(n)
    return n


if __name__ == "__main__":
    queue = Queue()
    with Pool(2, take, (queue,)) as pool:
        print(pool.map(put, [1, 2]), sorted([queue.get(), queue.get()]))
        for thing in (queue, Lock()):
            try:
                pool.apply(print, (thing,))
            except RuntimeError as error:
                print(error)
    with ProcessPoolExecutor(1) as pool:
        try:
            pool.submit(print, queue).result()
        except RuntimeError as error:
            print(error)
