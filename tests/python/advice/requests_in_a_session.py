import asyncio


class ClientSession:
    def __init__(self, base):
        self.base = base

    async def __aenter__(self):
        return self

    async def __aexit__(self, *exc_info):
        print("closed")

    async def get(self, path):
        await asyncio.sleep(0.25)
        return f"{self.base}{path} ok"


async def main():
    async with ClientSession("http://localhost") as session:
        for path in ("/users", "/orders", "/items"):
            answer = await session.get(path)
            print(answer)


asyncio.run(main())
