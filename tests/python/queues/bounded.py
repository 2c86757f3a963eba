import asyncio


async def producer(queue):
    for i in range(6):
        await queue.put(i)
        print("put", i, queue.qsize(), queue.full())
    await queue.put(None)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        print("got", item)
        await asyncio.sleep(1)
    print(queue.empty(), queue.maxsize)


async def main():
    queue = asyncio.Queue(maxsize=2)
    async with asyncio.TaskGroup() as group:
        group.create_task(producer(queue))
        group.create_task(consumer(queue))


asyncio.run(main())
