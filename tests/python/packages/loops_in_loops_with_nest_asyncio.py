import asyncio

import nest_asyncio

nest_asyncio.apply()


async def inner(name, delay):
    await asyncio.sleep(delay)
    print(name, "after", delay)
    return name


def synchronous(name):
    # Called by a coroutine, and runs the loop once more.
    return asyncio.get_event_loop().run_until_complete(inner(name, 0.5))


async def main():
    beside = asyncio.create_task(inner("beside", 0.7))
    print(synchronous("first"), asyncio.get_running_loop().time())
    print(asyncio.run(inner("second", 0.4)))
    print(await beside, asyncio.current_task() is not None)


asyncio.run(main())
print(asyncio.run(inner("after all", 0.1)))
