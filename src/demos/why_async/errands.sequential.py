import asyncio

COUNTER = 1


async def busy(who, what, seconds):
    print(who, what)
    await asyncio.sleep(seconds)


def prepare(what, seconds):
    async def preparing():
        await asyncio.sleep(seconds)
        print(f"the {what} is ready")

    return asyncio.create_task(preparing(), name=what)


async def main():
    await busy("Alice", "hands in the prescription", COUNTER)
    await prepare("medicine", 6)
    await busy("Alice", "collects the medicine", COUNTER)
    await busy("Alice", "orders the pizza", COUNTER)
    await prepare("pizza", 5)
    await busy("Alice", "collects the pizza", COUNTER)
    await busy("Alice", "shops for groceries", 4)
    print("all errands are done")


asyncio.run(main())
