import asyncio
import time

import janus


def produce(queue):
    for number in range(5):
        time.sleep(0.5)
        queue.put(number)
    queue.join()
    return "all taken"


async def consume(queue):
    for _ in range(5):
        number = await queue.get()
        print(f"{asyncio.get_running_loop().time():.1f} took {number}")
        await asyncio.sleep(0.2)
        queue.task_done()


async def main():
    queue = janus.Queue(maxsize=2)
    loop = asyncio.get_running_loop()
    produced = loop.run_in_executor(None, produce, queue.sync_q)
    await consume(queue.async_q)
    print(await produced, queue.async_q.empty(), queue.maxsize)
    queue.async_q.put_nowait(1)
    queue.async_q.put_nowait(2)
    try:
        queue.sync_q.put_nowait(3)
    except janus.SyncQueueFull as error:
        print(type(error).__name__)
    queue.close()
    await queue.wait_closed()
    try:
        await queue.async_q.put(4)
    except janus.AsyncQueueShutDown as error:
        print(type(error).__name__)


asyncio.run(main())
