import asyncio

balance = 0


async def pay_in(who):
    global balance
    read = balance
    print(f"{who} reads {read}")
    await asyncio.sleep(1)
    balance = read + 100
    print(f"{who} writes {balance}")


async def pay_in_alone(who, lock):
    async with lock:
        await pay_in(who)


async def main():
    lock = asyncio.Lock()
    names = [f"payer-{i}" for i in range(1, 4)]
    await asyncio.gather(*(asyncio.create_task(pay_in_alone(name, lock), name=name) for name in names))
    print(f"balance: {balance} of 300")


asyncio.run(main())
