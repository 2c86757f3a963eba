import asyncio
import logging

LIMIT = 2
log = logging.getLogger("shop")


def queue_of(limit):
    queue = asyncio.Queue(limit)
    return queue
