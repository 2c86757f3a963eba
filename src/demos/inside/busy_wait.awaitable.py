import asyncio
import types


@types.coroutine
def steps(name, count):
    for i in range(1, count + 1):
        print(f"{name}{i}")
        yield


async def awaiting(name, count):
    await steps(name, count)


async def main():
    await asyncio.gather(*(asyncio.create_task(awaiting(name, 3), name=name) for name in "AB"))


asyncio.run(main())
