import asyncio


async def hiker(name, pace, barrier):
    for hut in range(1, 3):
        await asyncio.sleep(pace)
        print(f"{name} is at hut {hut}")
        place = await barrier.wait()
        print(f"{name} goes on, came as number {place + 1}")


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(
        asyncio.create_task(hiker("Alice", 2, barrier), name="Alice"),
        asyncio.create_task(hiker("Bob", 1, barrier), name="Bob"),
        asyncio.create_task(hiker("Charlie", 3, barrier), name="Charlie"),
    )


asyncio.run(main())
