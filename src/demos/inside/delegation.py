import asyncio


def shop(name, price, sales):
    total = 0
    for n in range(1, sales + 1):
        yield f"{name}: {price * n}"
        total += price * n
    return total


def report(sales):
    yield from ["Sales", "-----"]
    north = yield from shop("north", 10, sales)
    south = yield from shop("south", 5, sales)
    yield f"total: {north} + {south} = {north + south}"


async def main():
    for line in report(2):
        print(line)


asyncio.run(main())
