"""An event that the parent sets, and one that a process sets."""

import time
from multiprocessing import Event, Process


def wait_for(event, done):
    print("waits", event.is_set())
    event.wait()
    print("goes on")
    time.sleep(1)
    done.set()


if __name__ == "__main__":
    event, done = Event(), Event()
    child = Process(target=wait_for, args=(event, done))
    child.start()
    time.sleep(2)
    print("sets it")
    event.set()
    print(done.wait(0.5), done.wait(), done.is_set())
    child.join()
