import asyncio


async def load():
    await asyncio.sleep(0.1)
    return 1


def load_now():
    return asyncio.run(load())


async def main():
    print(load_now())


asyncio.run(main())
