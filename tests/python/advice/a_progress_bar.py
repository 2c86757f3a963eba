import asyncio


class Progress:
    def __init__(self, total):
        self.total = total
        self.done = 0

    def advance(self):
        self.done += 1
        print(f"{self.done}/{self.total}")


async def install(package, progress):
    await asyncio.sleep(0.2)
    progress.advance()


async def main():
    packages = ["a", "b", "c"]
    progress = Progress(len(packages))
    for package in packages:
        await install(package, progress)


asyncio.run(main())
