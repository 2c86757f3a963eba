import threading
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor


def told(future):
    print("callback in", threading.current_thread().name, future.exception() or future.result())


def work(n):
    time.sleep(n)
    if n > 0.2:
        raise ValueError(n)
    return n


with ThreadPoolExecutor(2, "pool") as pool:
    for n in (0.1, 0.2, 0.3):
        pool.submit(work, n).add_done_callback(told)
    time.sleep(1)
    done = pool.submit(work, 0)
    time.sleep(0.1)
    done.add_done_callback(told)


def waits(future):
    try:
        print("waited for", future.result(timeout=5))
    except CancelledError:
        print("was cancelled")


promise, dropped = Future(), Future()
for future in (promise, dropped):
    threading.Thread(target=waits, args=(future,)).start()
promise.set_result("a promise kept")
print(dropped.cancel(), dropped.done())
