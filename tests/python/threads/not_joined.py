import threading
import time


def slow():
    time.sleep(2)
    print("still printed at", time.monotonic())


threading.Thread(target=slow).start()
print("main ends at", time.monotonic())
