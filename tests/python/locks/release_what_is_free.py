import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    try:
        with lock:
            pass
    except TypeError as error:
        print(type(error).__name__)
    await lock.acquire()
    try:
        await asyncio.wait_for(lock.acquire(), 1)
    except TimeoutError:
        print("still locked")
    lock.release()
    print(lock.locked())


asyncio.run(main())
