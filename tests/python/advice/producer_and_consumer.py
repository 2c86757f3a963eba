import asyncio


async def make(item):
    await asyncio.sleep(0.1)
    return f"item {item}"


async def producer(queue):
    for number in range(4):
        await queue.put(await make(number))
    await queue.put(None)


async def consume(item):
    await asyncio.sleep(0.2)
    print("used", item)


async def consumer(queue):
    while (item := await queue.get()) is not None:
        await consume(item)


async def main():
    queue = asyncio.Queue(maxsize=2)
    await asyncio.gather(producer(queue), consumer(queue))


asyncio.run(main())
