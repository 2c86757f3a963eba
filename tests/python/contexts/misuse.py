import asyncio
import contextlib


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


@contextlib.contextmanager
def never():
    if False:
        yield


class Half:
    def __enter__(self):
        return self


for manager in (twice, never, Half):
    try:
        with manager():
            print("body of", manager.__name__)
    except (RuntimeError, TypeError) as error:
        print(type(error).__name__, error)


async def main():
    try:
        async with Half():
            pass
    except TypeError as error:
        print(type(error).__name__)


asyncio.run(main())
