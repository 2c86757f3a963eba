"""The most frequent use of processes in asyncio programs: a loop goes on while an executor's processes work."""

import asyncio
import multiprocessing
import os
import time
from concurrent.futures import ProcessPoolExecutor

seen = []


def work(seconds):
    seen.append(seconds)
    time.sleep(seconds)
    return seconds * 10, seen, os.getpid() != os.getppid(), __name__


def name_of(_):
    time.sleep(1)
    return multiprocessing.current_process().name


async def tick():
    for n in range(3):
        print("tick", n)
        await asyncio.sleep(1)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor() as pool:
        jobs = [loop.run_in_executor(pool, work, seconds) for seconds in (3, 1, 2)]
        *results, _ = await asyncio.gather(*jobs, tick())
        for result in results:
            print(*result)
    with ProcessPoolExecutor(max_workers=3) as pool:
        names = await asyncio.gather(*(loop.run_in_executor(pool, name_of, n) for n in range(3)))
        print(*sorted(names))
    print("the parent has seen", seen)


if __name__ == "__main__":
    asyncio.run(main())
