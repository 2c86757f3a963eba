import time
from concurrent.futures import ThreadPoolExecutor


def fails(n):
    time.sleep(n)
    raise ValueError(f"after {n}")


with ThreadPoolExecutor() as pool:
    future = pool.submit(fails, 1)
    print(future.done(), repr(future.exception()), future.done())
    try:
        pool.submit(fails, 0.5).result()
    except ValueError as error:
        print("caught", error)
    try:
        pool.submit(time.sleep, 5).result(timeout=1)
    except TimeoutError:
        print("timeout at", time.monotonic())
print("closed at", time.monotonic())
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)
