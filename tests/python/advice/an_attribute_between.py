import asyncio


class Loader:
    def __init__(self):
        self.encoding = "ascii"

    async def load_settings(self, name):
        await asyncio.sleep(0.2)
        self.encoding = "utf-8"
        return name

    async def load_text(self, name):
        await asyncio.sleep(0.2)
        return f"{name} in {self.encoding}"


async def main():
    loader = Loader()
    settings = await loader.load_settings("settings.ini")
    text = await loader.load_text("notes.txt")
    print(settings, text)


asyncio.run(main())
