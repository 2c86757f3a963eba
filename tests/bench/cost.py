"""What a waiting asyncio task and a waiting thread of CPython cost each: for the demo `resources`. Linux only.

    python3.13 tests/bench/cost.py tasks 10000
    python3.13 tests/bench/cost.py threads 1000
"""

import asyncio
import os
import sys
import threading
import time


def memory():
    """Addresses reserved and memory in use, in bytes."""
    with open("/proc/self/statm") as statm:
        reserved, resident = statm.read().split()[:2]
    page = os.sysconf("SC_PAGE_SIZE")
    return int(reserved) * page, int(resident) * page


def report(what, count, before, began):
    took = time.perf_counter() - began
    reserved, resident = ((now - then) / count for now, then in zip(memory(), before))
    print(f"{count} {what}, each: {resident:.0f} B in use, {reserved:.0f} B reserved, started in {took / count * 1e6:.1f} us")


async def tasks(count):
    before, began = memory(), time.perf_counter()
    waiting = [asyncio.create_task(asyncio.sleep(3600)) for _ in range(count)]
    await asyncio.sleep(0)
    report("tasks", count, before, began)
    del waiting


def threads(count):
    stop = threading.Event()
    before, began = memory(), time.perf_counter()
    waiting = [threading.Thread(target=stop.wait) for _ in range(count)]
    for thread in waiting:
        thread.start()
    report("threads", count, before, began)
    stop.set()


if __name__ == "__main__":
    what, count = sys.argv[1], int(sys.argv[2])
    if what == "tasks":
        asyncio.run(tasks(count))
    else:
        threads(count)
