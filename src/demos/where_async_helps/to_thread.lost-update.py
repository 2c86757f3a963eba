import asyncio
import time

number = 0


async def ticker():
    for i in range(1, 11):
        await asyncio.sleep(0.2)
        print("tick", i)


def add_one(who):
    global number
    read = number
    time.sleep(1.2)  # another thread runs meanwhile, and reads the same number
    number = read + 1
    print(f"{who}: {read} + 1 = {number}")


async def main():
    ticking = asyncio.create_task(ticker(), name="ticker")
    await asyncio.sleep(0.3)
    adding = [asyncio.create_task(asyncio.to_thread(add_one, who), name=who) for who in ("first", "second")]
    await asyncio.gather(*adding)
    print(f"the number: {number} of 2")
    await ticking


asyncio.run(main())
