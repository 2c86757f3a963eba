import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(message)s")
logger = logging.getLogger("bank")


class Bank:
    def __init__(self):
        self.accounts = {"ann": 10, "bob": 0}

    async def deposit(self, name, amount):
        balance = self.accounts[name]
        await asyncio.sleep(0.1)
        self.accounts[name] = balance + amount
        logger.info("%s has %s", name, self.accounts[name])


async def main():
    bank = Bank()
    for name, amount in (("ann", 5), ("bob", 7), ("ann", 3)):
        await bank.deposit(name, amount)


asyncio.run(main())
