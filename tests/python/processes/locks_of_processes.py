"""Values and arrays with their locks, which several processes change."""

import time
from multiprocessing import Array, Lock, Process, Value


def add(counter, squares, n):
    for _ in range(100):
        with counter.get_lock():
            counter.value += 1
    squares[n] = n * n


def one_at_a_time(lock, n):
    with lock:
        print("begins")
        time.sleep(1)
        print("ends")


if __name__ == "__main__":
    counter, squares = Value("i", 0), Array("d", 4)
    children = [Process(target=add, args=(counter, squares, n)) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(counter.value, squares[:], len(squares))

    lock = Lock()
    children = [Process(target=one_at_a_time, args=(lock, n)) for n in range(3)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    byte = Value("b", 0)
    byte.value = 200
    print(byte.value)
    try:
        lock.release()
    except ValueError as error:
        print(error)
