import asyncio

from settings import log

done = []
lock = asyncio.Lock()


async def consume(name, queue):
    while True:
        item = await queue.get()
        async with lock:
            await asyncio.sleep(0.25)
            done.append((name, item))
        log.warning("%s has done %d", name, item)
        queue.task_done()
