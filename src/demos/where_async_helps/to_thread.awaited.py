import asyncio
import time


async def ticker():
    for i in range(1, 11):
        await asyncio.sleep(0.2)
        print("tick", i)


def request():
    time.sleep(1.2)  # holds the thread that it runs in, and no other
    print("the thread has the answer")
    return "42"


async def job():
    await asyncio.sleep(0.3)
    print("request")
    answer = await asyncio.to_thread(request)
    print("some logic with", answer)
    await asyncio.sleep(0.1)
    print("saved")


async def main():
    ticking = asyncio.create_task(ticker(), name="ticker")
    working = asyncio.create_task(job(), name="job")
    await ticking
    await working


asyncio.run(main())
