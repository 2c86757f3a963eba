"""The same with an executor, which breaks."""

from concurrent.futures import ProcessPoolExecutor


def work(n):
    return n


with ProcessPoolExecutor(1) as pool:
    print(list(pool.map(work, [1, 2])))
