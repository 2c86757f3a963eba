import asyncio


async def consumer(queue):
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), timeout=2)
        except TimeoutError:
            print("nothing for two seconds")
            return
        print("got", item)


async def main():
    queue = asyncio.Queue()
    task = asyncio.create_task(consumer(queue))
    for n in range(3):
        await asyncio.sleep(n)
        await queue.put(n)
    await task


asyncio.run(main())
