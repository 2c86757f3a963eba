"""An initializer runs once in each process of a pool."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool

settings = {}


def initialize(factor):
    settings["factor"] = factor


def scaled(n):
    time.sleep(1)
    return n * settings["factor"]


if __name__ == "__main__":
    with ProcessPoolExecutor(2, initializer=initialize, initargs=(10,)) as pool:
        print(list(pool.map(scaled, range(4))))
    with Pool(2, initialize, (100,)) as pool:
        print(pool.map(scaled, range(4)))
    print(settings)
    with ProcessPoolExecutor(1, max_tasks_per_child=1) as pool:
        print(list(pool.map(abs, [-1, -2])))
