import atexit
import threading
import time


def goes_on():
    time.sleep(1)
    print("the thread goes on until", time.monotonic())


atexit.register(lambda: print("at exit", time.monotonic()))
threading.Thread(target=goes_on).start()
raise SystemError("main is over")
