"""Waiting for a process, but not for ever."""

import asyncio
import concurrent.futures
import time
from concurrent.futures import ProcessPoolExecutor


def work(seconds):
    time.sleep(seconds)
    return seconds


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1) as pool:
        job = loop.run_in_executor(pool, work, 2)
        try:
            await asyncio.wait_for(asyncio.shield(job), 1)
        except TimeoutError:
            print("not within a second")
        print(await job)
        job = loop.run_in_executor(pool, work, 3)
        try:
            async with asyncio.timeout(1):
                await job
        except TimeoutError:
            print("given up", job.cancelled())
    print("the pool waits for its process all the same")


if __name__ == "__main__":
    asyncio.run(main())
    with ProcessPoolExecutor(1) as pool:
        future = pool.submit(work, 2)
        try:
            future.result(timeout=1)
        except concurrent.futures.TimeoutError:
            print("no result yet")
        print(future.result())
