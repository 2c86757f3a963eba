import asyncio

balance = 0


async def deposit(amount):
    global balance
    current = balance
    await asyncio.sleep(0)
    balance = current + amount


async def deposit_safely(lock, amount):
    global balance
    async with lock:
        current = balance
        await asyncio.sleep(0)
        balance = current + amount


async def main():
    global balance
    await asyncio.gather(*(deposit(1) for _ in range(100)))
    print("without a lock:", balance)
    balance = 0
    lock = asyncio.Lock()
    await asyncio.gather(*(deposit_safely(lock, 1) for _ in range(100)))
    print("with a lock:", balance)


asyncio.run(main())
