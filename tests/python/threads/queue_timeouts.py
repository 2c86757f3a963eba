import queue
import threading
import time

items = queue.Queue(1)
try:
    items.get(timeout=0.5)
except queue.Empty:
    print("empty at", time.monotonic())
try:
    items.get_nowait()
except queue.Empty:
    print("empty at once")
items.put("first")
try:
    items.put("second", timeout=0.25)
except queue.Full:
    print("full at", time.monotonic())
threading.Timer(0.1, lambda: print("timer got", items.get())).start()
items.put("third", timeout=1)
print("put at", time.monotonic(), items.get())
try:
    items.get(timeout=-1)
except ValueError as error:
    print(error)
