import asyncio


class AppError(Exception):
    pass


async def load(key):
    try:
        return {}[key]
    except KeyError as error:
        raise AppError(f"cannot load {key}") from error


async def main():
    try:
        await load("x")
    except AppError as error:
        print(repr(error), repr(error.__cause__))
    try:
        await load("y")
    except AppError:
        raise RuntimeError("while handling")


asyncio.run(main())
