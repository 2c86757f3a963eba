import asyncio


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, name, balance):
        self.name, self.balance, self.lock = name, balance, asyncio.Lock()

    async def withdraw(self, amount):
        if self.balance < amount:
            raise InsufficientFunds(f"{self.name} has {self.balance}, not {amount}")
        await asyncio.sleep(0.1)
        self.balance -= amount


async def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.name)
    async with first.lock, second.lock:
        await source.withdraw(amount)
        target.balance += amount
        print(f"{source.name} -> {target.name}: {amount}")


async def main():
    ann, bob = Account("ann", 100), Account("bob", 50)
    results = await asyncio.gather(
        transfer(ann, bob, 30), transfer(bob, ann, 70), transfer(ann, bob, 500), return_exceptions=True
    )
    print(results, ann.balance, bob.balance)


asyncio.run(main())
