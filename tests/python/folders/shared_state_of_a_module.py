# One queue, one lock and one logger that several files share.
import asyncio
import logging

import consumers
from settings import LIMIT, log, queue_of

logging.basicConfig(level=logging.INFO, format="%(name)s %(levelname)s %(message)s")


async def produce(queue):
    for number in range(4):
        await queue.put(number)
        log.info("put %d", number)
        await asyncio.sleep(0.1)
    await queue.join()


async def main():
    queue = queue_of(LIMIT)
    workers = [asyncio.create_task(consumers.consume(name, queue), name=name) for name in ("ann", "bob")]
    await produce(queue)
    for worker in workers:
        worker.cancel()
    print(await asyncio.gather(*workers, return_exceptions=True))
    print(consumers.done)


asyncio.run(main())
