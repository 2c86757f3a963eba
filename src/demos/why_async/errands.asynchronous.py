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


async def errand(what, first, wait, last):
    await busy("Alice", first, COUNTER)
    await prepare(what, wait)
    await busy("Alice", last, COUNTER)


async def main():
    await asyncio.gather(
        errand("medicine", "hands in the prescription", 6, "collects the medicine"),
        errand("pizza", "orders the pizza", 5, "collects the pizza"),
        busy("Alice", "shops for groceries", 4),
    )
    print("all errands are done")


asyncio.run(main())
