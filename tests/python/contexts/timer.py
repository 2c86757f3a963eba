import asyncio
import time
from contextlib import contextmanager


@contextmanager
def timer(name):
    start = time.perf_counter()
    try:
        yield
    finally:
        print(f"{name} took {time.perf_counter() - start:.1f} s")


async def main():
    with timer("one after the other"):
        for n in range(3):
            await asyncio.sleep(1)
    with timer("at once"):
        await asyncio.gather(*(asyncio.sleep(1) for _ in range(3)))
    with timer("blocking"):
        time.sleep(0.3)


asyncio.run(main())
