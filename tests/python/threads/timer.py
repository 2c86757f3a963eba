import threading
import time


def late():
    print("the timer fires at", time.monotonic())


timer = threading.Timer(2, late)
timer.start()
print("waiting")
timer.join()
print("done at", time.monotonic())
