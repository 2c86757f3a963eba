import asyncio
import time


def load(name):
    time.sleep(0.5)
    return f"contents of {name}"


async def main():
    first = await asyncio.to_thread(load, "first.csv")
    second = await asyncio.to_thread(load, "second.csv")
    print(first)
    print(second)


asyncio.run(main())
