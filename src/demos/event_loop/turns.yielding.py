import asyncio


async def nothing():
    pass


async def counter(name, count):
    for i in range(1, count + 1):
        print(f"{name}{i}")
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*(asyncio.create_task(counter(name, 2), name=name) for name in "ABC"))


asyncio.run(main())
