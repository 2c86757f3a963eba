import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("app")


async def work(n):
    log.info("begins %d", n)
    await asyncio.sleep(n)
    log.debug("not shown")
    log.warning("ends %d", n)


async def main():
    await asyncio.gather(work(2), work(1))
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("trouble")


asyncio.run(main())
