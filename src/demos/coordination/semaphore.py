import asyncio


async def parser(name, semaphore):
    print(f"{name} comes")
    async with semaphore:
        print(f"{name} parses")
        await asyncio.sleep(1)
        print(f"{name} is done")


async def main():
    semaphore = asyncio.Semaphore(2)
    names = [f"parser-{i}" for i in range(1, 6)]
    await asyncio.gather(*(asyncio.create_task(parser(name, semaphore), name=name) for name in names))


asyncio.run(main())
