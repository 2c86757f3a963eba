import asyncio


class Page:
    def __init__(self):
        self.title = self.body = None

    async def load_title(self):
        await asyncio.sleep(0.2)
        return "Title"

    async def load_body(self):
        await asyncio.sleep(0.3)
        return "Body"

    async def load(self):
        self.title = await self.load_title()
        self.body = await self.load_body()


async def main():
    page = Page()
    await page.load()
    print(page.title, page.body)


asyncio.run(main())
