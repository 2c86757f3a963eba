import asyncio


async def getter(queue, name):
    try:
        print(name, "got", await queue.get())
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    queue = asyncio.Queue()
    tasks = [asyncio.create_task(getter(queue, n)) for n in "abc"]
    await asyncio.sleep(0)
    tasks[0].cancel()
    queue.put_nowait(1)
    await asyncio.sleep(0)
    tasks[1].cancel()
    queue.put_nowait(2)
    await asyncio.gather(*tasks, return_exceptions=True)
    print(queue.qsize())


asyncio.run(main())
