import threading
import time

number = 0


def add_one(i):
    global number
    read = number
    time.sleep(0.1)  # the GIL is let go: others run, and may read the same number
    number = read + 1
    print(f"thread {i}: {read} + 1 = {number}")


threads = [threading.Thread(target=add_one, args=(i,), name=f"thread {i}") for i in range(1, 3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"the number: {number} of 2")
