"""Logs by loguru, into a file as well, and by structlog."""

import asyncio
import sys

import structlog
from loguru import logger

logger.remove()
logger.add(sys.stdout, format="{level: <8}| {name}:{function} | {message} {extra}", level="DEBUG")
logger.add("run.log", format="{level} {message}", filter=lambda record: record["level"].name == "WARNING")
structlog.configure(processors=[structlog.processors.add_log_level, structlog.processors.JSONRenderer(sort_keys=True)])


@logger.catch(reraise=False, message="caught")
async def divide(left, right):
    return left / right


async def job(number):
    log = logger.bind(job=number)
    log.debug("begins")
    await asyncio.sleep(number / 10)
    log.success("took {} ms", number * 100)
    structlog.get_logger().info("job is done", number=number)


async def main():
    await asyncio.gather(*(job(number) for number in (2, 1)))
    logger.warning("on {place}", place="disk")
    with logger.contextualize(task="inner"):
        logger.info("within")
    logger.remove(1)
    logger.add(lambda message: print(message.split("\n")[0]), format="{level} {message}", backtrace=False, diagnose=False)
    print(await divide(1, 0))
    await logger.complete()


asyncio.run(main())
print(open("run.log").read(), end="")
