import asyncio


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print(f"{self.name}: opening")
        await asyncio.sleep(1)
        print(f"{self.name}: open")

    async def __aexit__(self, kind, error, traceback):
        print(f"{self.name}: closing after {kind.__name__ if kind else 'success'}")
        await asyncio.sleep(1)
        print(f"{self.name}: closed")


async def main():
    async with Connection("database"):
        print("inside")
        await asyncio.sleep(2)
        print("the block is done")
    print("main: success")


asyncio.run(main())
