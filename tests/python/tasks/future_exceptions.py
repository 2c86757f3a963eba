import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    future.set_exception(KeyError("k"))
    try:
        await future
    except KeyError as error:
        print("KeyError", error)
    future = loop.create_future()
    try:
        future.set_exception(StopIteration())
    except TypeError as error:
        print(error)
    future.set_exception(ValueError)
    print(repr(future.exception()))
    future = loop.create_future()
    future.set_exception(RuntimeError("never read"))
    del future
    future = loop.create_future()
    print(future.cancel("why"), future.cancelled(), future.done())
    try:
        await future
    except asyncio.CancelledError as error:
        print("cancelled", error)
    print(future)


asyncio.run(main())
