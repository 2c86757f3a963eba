import asyncio
import contextlib


@contextlib.asynccontextmanager
async def connected(name):
    await asyncio.sleep(0.1)
    print("open", name)
    try:
        yield name.upper()
    finally:
        print("closed", name)


async def ticks(count, pause):
    try:
        for number in range(count):
            yield number
            await asyncio.sleep(pause)
    finally:
        print("no more ticks")


def countdown(n):
    while n:
        received = yield n
        n -= 1
    return "lift-off"
