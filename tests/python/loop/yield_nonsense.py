import asyncio


class Yields:
    def __init__(self, what):
        self.what = what

    def __await__(self):
        yield self.what


async def main():
    await Yields(None)
    for what in (1, "x", asyncio.sleep):
        try:
            await Yields(what)
        except RuntimeError as error:
            print(str(error).split(": ")[-1].split(" at 0x")[0])
    other = asyncio.new_event_loop()
    future = other.create_future()
    try:
        await future
    except RuntimeError as error:
        print(str(error).split(" attached ")[-1])
    other.close()


asyncio.run(main())
