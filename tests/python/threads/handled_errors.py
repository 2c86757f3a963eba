"""Each thread has the error that it handles, and its own stack."""
import sys
import threading
import time


def deep(n, pause):
    mine, before = [n] * 3, sys.exception()
    try:
        raise KeyError(n)
    except KeyError:
        below = deep(n - 1, pause) if n else sum(sorted([3, 1, 2], key=lambda value: time.sleep(pause) or value))
        assert sys.exception().args == (n,)
    assert mine == [n] * 3 and sys.exception() is before
    return below + 1


def outer(pause):
    depth, frame = 0, sys._getframe()
    try:
        1 / 0
    except ZeroDivisionError as error:
        result = deep(5, pause)
        print(pause, result, repr(error), sys.exception() is error)


threads = [threading.Thread(target=outer, args=(pause,)) for pause in (0.1, 0.15, 0.2)]
try:
    raise ValueError("of the main thread")
except ValueError:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(repr(sys.exception()))


def runaway():
    def call(n):
        return call(n + 1) + 1

    try:
        call(0)
    except RecursionError as error:
        print("RecursionError in", threading.current_thread().name)


threads = [threading.Thread(target=runaway, name=f"deep-{n}") for n in range(2)]
for thread in threads:
    thread.start()
    thread.join()
