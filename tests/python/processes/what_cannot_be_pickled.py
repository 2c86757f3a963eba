"""Functions and arguments go to a process by `pickle`: what that cannot take is refused."""

import re
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool, Process


def work(*args):
    return "worked"


def give(what):
    return (lambda: what) if what == "lambda" else threading.Lock()


def refused(call):
    try:
        print(call())
    except Exception as error:
        kind, text = type(error), re.sub(r" at 0x\w+", "", str(error))
        print(f"{kind.__module__}.{kind.__qualname__}: {text}; {type(error.__cause__).__name__}")


def main():
    def nested():
        pass

    class Local:
        pass

    with ProcessPoolExecutor(1) as executor, Pool(1) as pool:
        for function, *args in ((lambda: 1,), (nested,), (work, threading.Lock()), (work, (n for n in ())), (work, Local())):
            refused(lambda: executor.submit(function, *args).result())
            refused(lambda: pool.apply(function, args))
            refused(lambda: Process(target=function, args=args).start())
        with open("notes.txt", "w") as file:
            refused(lambda: executor.submit(work, file).result())
        for what in ("lambda", "lock"):
            refused(lambda: executor.submit(give, what).result())
            refused(lambda: pool.apply(give, (what,)))
        print(executor.submit(work, work, len, "text", {1: [2, (3,)]}).result())


if __name__ == "__main__":
    main()
