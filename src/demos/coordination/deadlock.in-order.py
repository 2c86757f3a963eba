import asyncio


async def worker(name, locks, first, second):
    async with locks[first]:
        print(f"{name} has lock-{first}")
        await asyncio.sleep(1)
        print(f"{name} wants lock-{second}")
        async with locks[second]:
            print(f"{name} has both")


async def main():
    locks = {1: asyncio.Lock(), 2: asyncio.Lock()}
    await asyncio.gather(
        asyncio.create_task(worker("worker-1", locks, 1, 2), name="worker-1"),
        asyncio.create_task(worker("worker-2", locks, 1, 2), name="worker-2"),
    )
    print("all done")


asyncio.run(main())
