import threading
import time

COUNT = 100
WAIT = 1
# What a thread costs, as measured with CPython 3.13 on Linux: bytes in use, bytes of addresses, and seconds to start.
RESIDENT = 16.5e3
RESERVED = 8.4e6
START = 75e-6

began = time.monotonic()
threads = []
for i in range(1, COUNT + 1):
    time.sleep(START)  # stands for what the start takes
    thread = threading.Thread(target=time.sleep, args=(WAIT,), name=f"thread {i}")
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()

print(f"{COUNT} waits of {WAIT} s are done after {time.monotonic() - began:.3f} s")
for count in (COUNT, 10_000):
    resident, reserved = count * RESIDENT / 1e6, count * RESERVED / 1e9
    print(f"{count} threads: {resident:.1f} MB, and {reserved:.1f} GB of addresses reserved")
