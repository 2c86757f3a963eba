import asyncio


def callback(name, loop):
    print(name, loop.time())


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(2, callback, "later 2", loop)
    loop.call_later(1, callback, "later 1", loop)
    loop.call_at(loop.time() + 1.5, callback, "at 1.5", loop)
    loop.call_soon(callback, "soon", loop)
    loop.call_later(0, callback, "later 0", loop)
    loop.call_later(-1, callback, "in the past", loop)
    handle = loop.call_later(1.2, callback, "never", loop)
    print(handle.when(), handle.cancelled())
    handle.cancel()
    print(handle.cancelled())
    soon = loop.call_soon(callback, "never", loop)
    soon.cancel()
    await asyncio.sleep(3)


asyncio.run(main())
