import time
from concurrent.futures import ThreadPoolExecutor

COUNT = 100
WAIT = 1
# The largest pool that a loop makes for itself: as many threads as cores and 4 more, but at most 32.
POOL = 32
# What a thread costs, as measured with CPython 3.13 on Linux: bytes in use, bytes of addresses, and seconds to start.
RESIDENT = 16.5e3
RESERVED = 8.4e6
START = 75e-6

began = time.monotonic()
with ThreadPoolExecutor(POOL, thread_name_prefix="pool") as pool:
    for i in range(COUNT):
        if i < POOL:
            time.sleep(START)  # stands for what the start of another thread takes
        pool.submit(time.sleep, WAIT)
    # The end of the block waits for all of them.

print(f"{COUNT} waits of {WAIT} s are done after {time.monotonic() - began:.3f} s")
resident, reserved = POOL * RESIDENT / 1e6, POOL * RESERVED / 1e9
print(f"{POOL} threads: {resident:.1f} MB, and {reserved:.1f} GB of addresses reserved")
print(f"10000 waits would take {-(-10_000 // POOL)} s")
