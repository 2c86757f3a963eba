import asyncio

balance = 0


async def pay_in(who):
    global balance
    read = balance
    print(f"{who} reads {read}")
    await asyncio.sleep(1)
    balance = read + 100
    print(f"{who} writes {balance}")


async def main():
    names = [f"payer-{i}" for i in range(1, 4)]
    await asyncio.gather(*(asyncio.create_task(pay_in(name), name=name) for name in names))
    print(f"balance: {balance} of 300")


asyncio.run(main())
