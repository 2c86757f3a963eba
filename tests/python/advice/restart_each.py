import asyncio


class Server:
    def __init__(self, name):
        self.name = name
        self.up = True

    async def restart(self):
        self.up = False
        await asyncio.sleep(0.5)
        self.up = True
        return f"{self.name} is up"


async def main():
    servers = [Server("a"), Server("b"), Server("c")]
    # Never two at once: the others must answer.
    for server in servers:
        print(await server.restart())


asyncio.run(main())
