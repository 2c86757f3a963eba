"""`map`, `submit` and `as_completed` of an executor of processes."""

import time
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, as_completed, wait


def is_prime(n):
    return n > 1 and all(n % d for d in range(2, int(n**0.5) + 1))


def sleep(seconds):
    time.sleep(seconds)
    return seconds


def power(base, exponent, *, plus=0):
    return base**exponent + plus


if __name__ == "__main__":
    numbers = [112272535095293, 112582705942171, 1099726899285419, 15, 17]
    numbers = [n % 100_003 for n in numbers]
    with ProcessPoolExecutor(4) as pool:
        for n, prime in zip(numbers, pool.map(is_prime, numbers)):
            print(f"{n} is prime: {prime}")
        print(list(pool.map(power, range(5), range(5), chunksize=2)))
        print(pool.submit(power, 2, 5, plus=1).result())

    with ProcessPoolExecutor(max_workers=3) as pool:
        futures = {pool.submit(sleep, n): n for n in (3, 1, 2)}
        for future in as_completed(futures):
            print("completed", futures[future], future.result())

    pool = ProcessPoolExecutor(2)
    futures = [pool.submit(sleep, n) for n in (1, 2)]
    done, pending = wait(futures, return_when=FIRST_COMPLETED)
    print(len(done), "done,", len(pending), "pending")
    pool.shutdown()
    print([future.done() for future in futures])
    try:
        pool.submit(sleep, 1)
    except RuntimeError as error:
        print(error)
    for wrong in (0, -1):
        try:
            ProcessPoolExecutor(wrong)
        except ValueError as error:
            print(error)
