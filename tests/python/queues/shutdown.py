import asyncio


async def consumer(queue, name):
    try:
        while True:
            item = await queue.get()
            print(name, "got", item)
            await asyncio.sleep(1)
            queue.task_done()
    except asyncio.QueueShutDown:
        print(name, "sees that the queue is shut down")


async def main():
    queue = asyncio.Queue()
    consumers = [asyncio.create_task(consumer(queue, n)) for n in "ab"]
    for i in range(5):
        queue.put_nowait(i)
    await asyncio.sleep(1.5)
    queue.shutdown()
    try:
        await queue.put(9)
    except asyncio.QueueShutDown as error:
        print("put refused", type(error).__name__)
    await queue.join()
    await asyncio.gather(*consumers)
    queue = asyncio.Queue()
    queue.put_nowait(1)
    queue.shutdown(immediate=True)
    try:
        queue.get_nowait()
    except asyncio.QueueShutDown:
        print("nothing left")
    await queue.join()


asyncio.run(main())
