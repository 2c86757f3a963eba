"""A loop that polls a thread, and one that blocks on it."""
import asyncio
import threading
import time


def work(result):
    time.sleep(0.35)
    result.append("done")


async def tick():
    while True:
        print("tick", round(time.monotonic(), 2))
        await asyncio.sleep(0.1)


async def main():
    ticking = asyncio.create_task(tick())
    for blocks in (False, True):
        result = []
        thread = threading.Thread(target=work, args=(result,))
        thread.start()
        if blocks:
            thread.join()
        while thread.is_alive():
            await asyncio.sleep(0.05)
        print("blocks" if blocks else "polls", result, round(time.monotonic(), 2))
    ticking.cancel()


asyncio.run(main())
