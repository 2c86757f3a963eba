import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance


async def transfer(source, target, amount):
    if source.balance < amount:
        print("too little:", source.balance)
        return False
    await asyncio.sleep(0.2)
    source.balance -= amount
    target.balance += amount
    return True


async def main():
    ann, bob = Account(100), Account(0)
    first = await transfer(ann, bob, 80)
    second = await transfer(bob, ann, 50)
    print(first, second, ann.balance, bob.balance)


asyncio.run(main())
