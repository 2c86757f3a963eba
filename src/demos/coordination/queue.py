import asyncio


async def producer(queue):
    for i in range(5):
        await asyncio.sleep(1)
        print(f"Produced item-{i}")
        await queue.put(f"item-{i}")


async def consumer(queue):
    while True:
        item = await queue.get()
        print(f"Consumed {item}")
        await asyncio.sleep(0)
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    making = asyncio.create_task(producer(queue), name="producer")
    taking = asyncio.create_task(consumer(queue), name="consumer")
    await making
    print("all items are produced")
    await queue.join()
    print("all items are dealt with")
    taking.cancel()


asyncio.run(main())
