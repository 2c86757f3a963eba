"""A process has a namespace of its own: its main module is executed anew, and what it changes stays in it."""

import sys
import time
from multiprocessing import Process, parent_process

print("this is", __name__, sys.argv[1:], parent_process() and parent_process().name)
counter = 0
names = ["main"]


class Account:
    total = 0


def change():
    global counter
    counter += 10
    names.append("child")
    Account.total += 5
    print("in the child:", counter, names, Account.total, __name__, Account.__module__)


if __name__ == "__main__":
    counter = 1
    Account.total = 1
    for n in range(2):
        child = Process(target=change)
        child.start()
        child.join()
        time.sleep(1)
    print("in the parent:", counter, names, Account.total, Account.__module__)
