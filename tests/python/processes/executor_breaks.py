"""A process that ends before its call breaks the pool."""

import os
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool


class Unreadable(Exception):
    def __init__(self, first, second):
        super().__init__(first)


def leave():
    time.sleep(1)
    os._exit(7)


def fail():
    raise Unreadable(1, 2)


def fine():
    time.sleep(2)
    return "fine"


def attempt(function):
    pool = ProcessPoolExecutor(2)
    # CPython watches the first process of a pool for its end from the beginning, and others from the next call on.
    future = pool.submit(function)
    other = pool.submit(fine)
    for each in (future, other):
        try:
            print(each.result())
        except BrokenProcessPool as error:
            print(error, type(error.__cause__).__name__)
    try:
        pool.submit(fine)
    except BrokenProcessPool as error:
        print(error)
    pool.shutdown()


if __name__ == "__main__":
    attempt(leave)
    attempt(fail)
