import threading
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait


def work(n):
    time.sleep(n)
    return n, threading.current_thread().name


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="crew") as pool:
    futures = [pool.submit(work, n) for n in (0.3, 0.1, 0.2, 0.4)]
    print([future.running() for future in futures])
    done, pending = wait(futures, return_when=FIRST_COMPLETED)
    print(len(done), len(pending), round(time.monotonic(), 2))
    print([future.result() for future in futures], round(time.monotonic(), 2))

pool = ThreadPoolExecutor(1, initializer=lambda: print("initialized in", threading.current_thread().name), thread_name_prefix="one")
first, second, third = (pool.submit(work, n) for n in (0.5, 0.5, 0.5))
print(second.cancel(), second.cancelled(), first.cancel(), first.running())
pool.shutdown(wait=False, cancel_futures=True)
print(third.cancelled(), first.result(), round(time.monotonic(), 2))
with ThreadPoolExecutor() as pool:
    try:
        for result in pool.map(work, (0.1, 2), timeout=1):
            print(result[0])
    except TimeoutError:
        print("map is late at", round(time.monotonic(), 2))
print("over at", round(time.monotonic(), 2))
