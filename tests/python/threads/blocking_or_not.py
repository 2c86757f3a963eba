"""The same work, first blocking the loop, then in threads."""
import asyncio
import time


def compute(n):
    time.sleep(1)
    return n


async def blocking(n):
    return compute(n)


async def threaded(n):
    return await asyncio.to_thread(compute, n)


async def main():
    for work in (blocking, threaded):
        start = time.perf_counter()
        print(await asyncio.gather(*(work(n) for n in range(3))))
        print(work.__name__, f"{time.perf_counter() - start:.2f} s")


asyncio.run(main())
