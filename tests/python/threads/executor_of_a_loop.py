import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

order = []


def work(n):
    order.append((n, threading.current_thread().name))
    time.sleep(0.5)
    return n


async def main():
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(max_workers=2, thread_name_prefix="default"))
    jobs = [loop.run_in_executor(None, work, n) for n in range(5)]
    jobs[3].cancel()
    print(await asyncio.gather(*jobs, return_exceptions=True))
    print(order, loop.time())
    late = asyncio.create_task(asyncio.to_thread(work, "late"))
    await asyncio.sleep(0.1)
    late.cancel()
    try:
        await late
    except asyncio.CancelledError:
        print("given up at", loop.time())
    await loop.shutdown_default_executor()
    print("the thread ended at", loop.time())


asyncio.run(main())
