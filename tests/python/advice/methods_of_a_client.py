import asyncio


class Client:
    def __init__(self, base):
        self.base = base

    async def get(self, path):
        await asyncio.sleep(0.3)
        return f"200 {self.base}{path}"


async def main():
    client = Client("https://example.org")
    home = await client.get("/")
    about = await client.get("/about")
    print(home)
    print(about)


asyncio.run(main())
