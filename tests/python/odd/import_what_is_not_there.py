import asyncio

try:
    import celery
except ImportError as error:
    print("no", error.name)


async def main():
    try:
        from numpy import random
    except ModuleNotFoundError as error:
        print(error, error.path)


asyncio.run(main())
