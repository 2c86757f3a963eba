import asyncio


async def producer(queue):
    for i in range(10):
        await queue.put(f"item-{i}")
        print(f"Produced item-{i}")
        await asyncio.sleep(0.5)


async def consumer(queue):
    while True:
        item = await queue.get()
        print(f"Consumed {item}")
        await asyncio.sleep(1.5)
        queue.task_done()


async def main():
    queue = asyncio.Queue(3)
    making = asyncio.create_task(producer(queue), name="producer")
    taking = asyncio.create_task(consumer(queue), name="consumer")
    await making
    await queue.join()
    taking.cancel()


asyncio.run(main())
