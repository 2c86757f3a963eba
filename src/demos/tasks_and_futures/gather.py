import asyncio


async def work(name, delay):
    print(f"start {name}")
    await asyncio.sleep(delay)
    print(f"finish {name}")
    return f"result of {name}"


async def main():
    for result in await asyncio.gather(work("A", 2), work("B", 1), work("C", 3)):
        print(result)


asyncio.run(main())
