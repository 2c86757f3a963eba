import asyncio
import time


async def ticker():
    for i in range(1, 11):
        await asyncio.sleep(0.2)
        print(f"tick {i}")


async def job():
    await asyncio.sleep(0.3)
    print("request")
    time.sleep(1.2)  # a blocking call: no other task can run
    print("some logic")
    await asyncio.sleep(0.1)
    print("saved")


async def main():
    ticking = asyncio.create_task(ticker(), name="ticker")
    working = asyncio.create_task(job(), name="job")
    await ticking
    await working


asyncio.run(main())
