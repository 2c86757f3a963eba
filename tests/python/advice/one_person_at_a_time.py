import asyncio


async def do_errand(person, errand, seconds):
    print(person, errand)
    await asyncio.sleep(seconds)
    print(person, "is done:", errand)


async def spend(person, errand, seconds):
    await asyncio.sleep(seconds)
    print(person, errand, seconds)


async def main():
    await do_errand("Alice", "buys milk", 1)
    await do_errand("Alice", "cooks", 2)
    await spend("Bob", "reads", 2)
    await spend("Bob", "sleeps", 8)


asyncio.run(main())
