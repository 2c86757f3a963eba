import asyncio


class Printer:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def page(self, text):
        async with self.lock:
            await asyncio.sleep(0.5)
            return f"printed {text}"


async def main():
    printer = Printer()
    first = await printer.page("first")
    second = await printer.page("second")
    print(first, second)


asyncio.run(main())
