import asyncio
import threading
import time


def producer(loop, future):
    time.sleep(1)
    loop.call_soon_threadsafe(future.set_result, "from the thread")


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    thread = threading.Thread(target=producer, args=(loop, future))
    thread.start()
    print(await future, loop.time())
    thread.join()


asyncio.run(main())
