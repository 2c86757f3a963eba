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
    try:
        # Only the waiting is cancelled when the time is up: the thread knows nothing of it.
        answer = await asyncio.wait_for(asyncio.to_thread(request), 0.5)
    except TimeoutError:
        print("gave up waiting")
        return
    print("some logic with", answer)
    await asyncio.sleep(0.1)
    print("saved")


async def main():
    ticking = asyncio.create_task(ticker(), name="ticker")
    working = asyncio.create_task(job(), name="job")
    await ticking
    await working


asyncio.run(main())
