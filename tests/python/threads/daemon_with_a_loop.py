"""A loop in a daemon thread ends with the program, in the middle of its work."""
import asyncio
import threading
import time


async def clock():
    while True:
        print("tick", time.monotonic())
        await asyncio.sleep(0.5)


def serve():
    asyncio.run(clock())


threading.Thread(target=serve, daemon=True).start()
time.sleep(1.25)
print("main ends at", time.monotonic())
