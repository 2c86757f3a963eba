"""A process with a loop of its own."""

import asyncio
from multiprocessing import Process


async def tick(name, count):
    for n in range(count):
        print(name, n)
        await asyncio.sleep(2)
    return name


def run(name):
    asyncio.run(tick(name, 2))


async def main():
    child = Process(target=run, args=("child",))
    child.start()
    await asyncio.sleep(1)
    await tick("parent", 2)
    await asyncio.to_thread(child.join)
    print(child.exitcode)


if __name__ == "__main__":
    asyncio.run(main())
