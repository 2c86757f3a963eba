"""A job that waits for another job of a pool that has no thread for that."""
from concurrent.futures import ThreadPoolExecutor


def outer(pool):
    print("outer asks for inner")
    return pool.submit(inner).result()


def inner():
    return 1


with ThreadPoolExecutor(max_workers=2) as pool:
    print(pool.submit(outer, pool).result())
with ThreadPoolExecutor(max_workers=1) as pool:
    print(pool.submit(outer, pool).result())
