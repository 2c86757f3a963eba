import asyncio


def bank(rate, years):
    grown = 0.0
    while True:
        try:
            amount = yield grown
        except GeneratorExit:
            print("goodbye")
            raise
        for _ in range(years):
            amount *= 1 + rate / 100
        grown = round(amount, 2)


async def main():
    account = bank(5, 5)
    try:
        account.send(1000.0)
    except TypeError as error:
        print(f"TypeError: {error}")

    next(account)
    for amount in [1000.0, 2000.0, 5000.0, 10_000.0, 100_000.0]:
        print(f"{amount:.0f} grows to {account.send(amount):.2f}")

    account.close()
    print("closed")


asyncio.run(main())
