import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("connecting", self.name)
        await asyncio.sleep(1)
        return self

    async def __aexit__(self, kind, error, traceback):
        print("closing", self.name, kind and kind.__name__, error)
        await asyncio.sleep(0.5)
        return isinstance(error, KeyError)


async def main():
    async with Connection("a") as a, Connection("b") as b:
        print("using", a.name, b.name)
    async with Connection("swallows"):
        raise KeyError("lost")
    try:
        async with Connection("passes on"):
            raise ValueError("kept")
    except ValueError as error:
        print(error)
    async with (
        Connection("c"),
        Connection("d"),
    ):
        pass


asyncio.run(main())
