import threading
import time


def compute():
    time.sleep(0.2)  # stands for computing, on a core of its own


def work(name):
    print(name, "computes")
    compute()
    print(name, "waits")
    time.sleep(0.6)  # a blocking call
    print(name, "computes again")
    compute()
    print(name, "is done")


began = time.monotonic()
threads = [threading.Thread(target=work, args=(name,), name=name) for name in "ABC"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"all done after {time.monotonic() - began:.1f} s")
