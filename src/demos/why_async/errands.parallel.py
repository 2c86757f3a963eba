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


async def fetch_both(who, groceries):
    await busy(who, "hands in the prescription", COUNTER)
    medicine = prepare("medicine", 6)
    await busy(who, "orders the pizza", COUNTER)
    pizza = prepare("pizza", 5)
    if groceries:
        await busy(who, "shops for groceries", 4)
    await medicine
    await busy(who, "collects the medicine", COUNTER)
    await pizza
    await busy(who, "collects the pizza", COUNTER)


async def main():
    charlie = asyncio.create_task(fetch_both("Charlie", False), name="Charlie")
    alice = asyncio.create_task(busy("Alice", "shops for groceries", 4), name="Alice")
    await alice
    print("Alice is free")
    await charlie
    print("all errands are done")


asyncio.run(main())
