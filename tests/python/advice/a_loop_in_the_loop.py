import asyncio


class App:
    def run(self):
        return "running"


async def load():
    await asyncio.sleep(0.1)
    return 1


def helper():
    app = App()
    return app.run()


async def main():
    print(helper())
    value = asyncio.run(load())
    print(value)


asyncio.run(main())
