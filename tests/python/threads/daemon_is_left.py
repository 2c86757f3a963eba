import threading
import time


def background():
    time.sleep(10)
    print("never printed")


threading.Thread(target=background, daemon=True).start()
print("main ends at", time.monotonic())
