"""`multiprocessing.pool.ThreadPool`, and `multiprocessing.dummy`: threads with the surface of processes."""

import time
from multiprocessing.dummy import Pool
from multiprocessing.pool import ThreadPool

seen = []


def work(n):
    time.sleep(1)
    seen.append(n)
    return n + 1


if __name__ == "__main__":
    with ThreadPool(2) as pool:
        print(pool.map(work, [1, 2]))
        print(pool.apply_async(lambda: "even a lambda").get())
    with Pool(3) as pool:
        print(pool.map(work, range(3)))
    print(sorted(seen))
