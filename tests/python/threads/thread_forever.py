"""A daemon thread beats for ever beside the main program."""
import threading
import time


def beat():
    n = 0
    while True:
        n += 1
        print("beat", n, flush=True)
        time.sleep(0.2)


threading.Thread(target=beat, daemon=True).start()
time.sleep(0.5)
print("main is over")
