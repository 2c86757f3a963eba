import asyncio
import threading
import time

stop = threading.Event()


def spin():
    rounds = 0
    while not stop.is_set():
        rounds += 1
    print("stopped at", time.monotonic())
    return rounds > 0


async def main():
    loop = asyncio.get_running_loop()
    spinning = asyncio.create_task(asyncio.to_thread(spin))
    for _ in range(3):
        await asyncio.sleep(0.5)
        print("the loop goes on at", loop.time())
    stop.set()
    print(await spinning, loop.time())


asyncio.run(main())
