import asyncio
import threading
import time


def source(loop, queue):
    for n in range(4):
        time.sleep(0.5)
        loop.call_soon_threadsafe(queue.put_nowait, n)
    asyncio.run_coroutine_threadsafe(queue.put(None), loop).result()
    print("the source has heard that it is over at", time.monotonic())


async def main():
    queue = asyncio.Queue()
    thread = threading.Thread(target=source, args=(asyncio.get_running_loop(), queue))
    thread.start()
    while (item := await queue.get()) is not None:
        print("item", item, "at", time.monotonic())
    await asyncio.to_thread(thread.join)


asyncio.run(main())
