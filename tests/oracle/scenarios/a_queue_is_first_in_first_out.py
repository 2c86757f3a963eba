"""Made one a second and taken at once; join waits until all is dealt with."""

import asyncio


async def producer(queue):
    for item in range(3):
        await queue.put(item)
        print(f"made {item}")
        await asyncio.sleep(1)


async def consumer(queue):
    while True:
        item = await queue.get()
        print(f"took {item}")
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    making = asyncio.create_task(producer(queue), name="producer")
    taking = asyncio.create_task(consumer(queue), name="consumer")
    await making
    await queue.join()
    taking.cancel()
    print("cancelled the consumer")


if __name__ == "__main__":
    asyncio.run(main())
