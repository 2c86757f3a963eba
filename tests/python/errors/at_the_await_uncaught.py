# Nobody catches it: the traceback has the line of the await.
import asyncio


async def inner(future):
    return await future


async def main(future):
    print("before")
    await inner(future)


loop = asyncio.new_event_loop()
foreign = loop.create_future()
try:
    asyncio.run(main(foreign))
except RuntimeError as error:
    print(str(error)[-30:])
    import traceback

    print([(frame.name, frame.lineno) for frame in traceback.extract_tb(error.__traceback__) if frame.filename == __file__])


class Three:
    def __await__(self):
        yield 3


async def third():
    await Three()


asyncio.run(third())
