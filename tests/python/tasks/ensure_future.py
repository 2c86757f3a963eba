import asyncio


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(1).__await__()
        return "awaited"


async def coroutine():
    return "coroutine"


async def main():
    future = asyncio.get_running_loop().create_future()
    print(asyncio.ensure_future(future) is future)
    task = asyncio.ensure_future(coroutine())
    print(type(task).__name__, asyncio.ensure_future(task) is task, await task)
    task = asyncio.ensure_future(Awaitable())
    print(asyncio.isfuture(task), await task)
    print(await Awaitable())


asyncio.run(main())
