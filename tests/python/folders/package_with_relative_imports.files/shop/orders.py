import asyncio

from .stock.shelf import Empty


async def place(shelf, what):
    await asyncio.sleep(0.5)
    try:
        return shelf.take(what)
    except Empty as error:
        raise LookupError(f"no more {what}") from error
