import asyncio


def steps(name, count):
    for i in range(1, count + 1):
        print(f"{name}{i}")
        yield


async def plain(name, count):
    for _ in steps(name, count):
        pass


async def main():
    await asyncio.gather(*(asyncio.create_task(plain(name, 3), name=name) for name in "AB"))


asyncio.run(main())
