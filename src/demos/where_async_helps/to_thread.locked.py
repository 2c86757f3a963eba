import asyncio
import threading
import time

number = 0
lock = threading.Lock()


async def ticker():
    for i in range(1, 11):
        await asyncio.sleep(0.2)
        print("tick", i)


def add_one(who):
    global number
    with lock:  # another thread waits here, and holds the loop up no more than this one does
        read = number
        time.sleep(1.2)
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
