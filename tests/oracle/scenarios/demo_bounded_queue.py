"""Back-pressure: room for 3, ten items made faster than they are taken."""

import asyncio


async def producer(queue):
    for item in range(10):
        await queue.put(item)
        print(f"P{item}")
        await asyncio.sleep(0.5)


async def consumer(queue):
    for _ in range(10):
        item = await queue.get()
        await asyncio.sleep(1.5)
        print(f"C{item}")


async def main():
    queue = asyncio.Queue(3)
    making = asyncio.create_task(producer(queue), name="producer")
    taking = asyncio.create_task(consumer(queue), name="consumer")
    await making
    await taking


if __name__ == "__main__":
    asyncio.run(main())
