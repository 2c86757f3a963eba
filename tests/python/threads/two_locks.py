"""Two threads that take two locks in opposite orders."""
import threading
import time

fork, knife = threading.Lock(), threading.Lock()


def eats(name, first, second):
    with first:
        time.sleep(0.1)
        if second.acquire(timeout=0.5):
            print(name, "eats at", round(time.monotonic(), 2))
            second.release()
        else:
            print(name, "gives up at", round(time.monotonic(), 2))


def dine(orders):
    threads = [threading.Thread(target=eats, args=order) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


dine([("Ada", fork, knife), ("Ben", knife, fork)])
print("now in one order")
dine([("Ada", fork, knife), ("Ben", fork, knife)])
