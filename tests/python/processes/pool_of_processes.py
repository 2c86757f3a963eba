"""`multiprocessing.Pool`: `map`, `starmap`, `apply`, `imap` and their asynchronous twins."""

import time
from multiprocessing import Pool, TimeoutError


def square(n, seconds=1):
    time.sleep(seconds)
    return n * n


def add(a, b=0):
    return a + b


def inverse(n):
    return 1 / n


def numbers():
    yield 1
    yield 2
    raise ValueError("no more numbers")


if __name__ == "__main__":
    with Pool(processes=4) as pool:
        print(pool.map(square, range(8), chunksize=2))
        print(pool.starmap(add, [(1, 2), (3, 4)]), pool.apply(add, (5,), {"b": 6}))
        result = pool.apply_async(square, (10, 2))
        print(result.ready())
        try:
            result.get(timeout=1)
        except TimeoutError as error:
            print("not yet", repr(error))
        print(result.get(), result.ready(), result.successful())
        print(list(pool.imap(add, range(3))), sorted(pool.imap_unordered(square, [3, 1, 2])))
        pool.map_async(add, [1, 2], callback=lambda value: print("came", value)).wait()
        pool.apply_async(inverse, (0,), error_callback=lambda error: print("failed", repr(error))).wait()
        try:
            pool.map(inverse, [1, 0, 2])
        except ZeroDivisionError as error:
            print(repr(error), error.__cause__)
        rest = pool.imap(add, numbers())
        print(next(rest), next(rest))
        try:
            next(rest)
        except ValueError as error:
            print(repr(error))
    try:
        pool.map(add, [1])
    except ValueError as error:
        print(error)
    pool = Pool(2)
    try:
        pool.join()
    except ValueError as error:
        print(error)
    late = pool.map_async(square, [5, 6])
    pool.close()
    pool.join()
    print(late.get())
    try:
        Pool(0)
    except ValueError as error:
        print(error)
    with Pool(1) as pool:
        pool.map(inverse, [0])
