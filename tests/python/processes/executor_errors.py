"""An error of a process comes to its parent with the text of its traceback."""

import asyncio
from concurrent.futures import ProcessPoolExecutor


class Refused(Exception):
    def __init__(self, who, why):
        super().__init__(who, why)
        self.who = who


def divide(a, b):
    return a / b


def refuse():
    raise Refused("Ann", "no room")


def chained():
    try:
        divide(1, 0)
    except ZeroDivisionError as error:
        raise ValueError("cannot be divided") from error


def leave():
    raise SystemExit(3)


async def main():
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(2) as pool:
        for function, *args in ((divide, 1, 0), (refuse,), (chained,), (leave,), (int, "x")):
            try:
                await loop.run_in_executor(pool, function, *args)
            except BaseException as error:
                cause = error.__cause__
                print(repr(error), getattr(error, "who", None), type(cause).__name__)
                print(cause)
        print(await loop.run_in_executor(pool, divide, 1, 2))
        await loop.run_in_executor(pool, chained)


if __name__ == "__main__":
    asyncio.run(main())
