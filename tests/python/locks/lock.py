import asyncio


async def worker(name, lock, log):
    print(name, "wants the lock")
    async with lock:
        print(name, "has the lock")
        await asyncio.sleep(1)
        log.append(name)
    print(name, "gave it back")


async def main():
    lock, log = asyncio.Lock(), []
    await asyncio.gather(*(worker(name, lock, log) for name in "ABC"))
    print(log, lock.locked())


asyncio.run(main())
