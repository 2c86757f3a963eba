import time
from concurrent.futures import ThreadPoolExecutor, as_completed


def work(n):
    time.sleep(n)
    return n * 10


with ThreadPoolExecutor(max_workers=3) as pool:
    print(list(pool.map(work, [3, 1, 2])), time.monotonic())
    futures = [pool.submit(work, n) for n in (0.3, 0.1, 0.2)]
    for future in as_completed(futures):
        print(future.result(), round(time.monotonic(), 3))
print("shut down at", round(time.monotonic(), 3))
