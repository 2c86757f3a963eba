import asyncio

from async_timeout import timeout, timeout_at


async def main():
    loop = asyncio.get_running_loop()
    try:
        async with timeout(0.5) as limit:
            print("waits")
            await asyncio.sleep(2)
    except asyncio.TimeoutError as error:
        print(type(error).__name__, limit.expired(), round(loop.time(), 3))
    async with timeout(1) as limit:
        await asyncio.sleep(0.5)
        limit.reschedule(loop.time() + 2)
        await asyncio.sleep(1.5)
    print(limit.expired(), round(loop.time(), 3))
    async with timeout(None):
        await asyncio.sleep(1)
    try:
        async with timeout_at(loop.time() + 0.25):
            await asyncio.Event().wait()
    except TimeoutError:
        print("over at", round(loop.time(), 3))
    async with timeout(1) as limit:
        limit.reschedule(None)
        await asyncio.sleep(1.5)
    print(limit.expired())


asyncio.run(main())
