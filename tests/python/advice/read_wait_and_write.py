import asyncio

counter = 0


async def increment(by):
    global counter
    value = counter
    await asyncio.sleep(0.2)
    counter = value + by


async def main():
    for by in (1, 2, 3):
        await increment(by)
    print(counter)


asyncio.run(main())
