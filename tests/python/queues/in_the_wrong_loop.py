import asyncio

queue = asyncio.Queue(1)


async def fill():
    await queue.put(1)
    task = asyncio.create_task(queue.put(2))
    await asyncio.sleep(0)
    print(await queue.get(), await queue.get())
    await task


asyncio.run(fill())


async def wait():
    try:
        await asyncio.wait_for(queue.get(), 1)
    except RuntimeError as error:
        print(str(error).split(" object at")[0], "...", str(error).split("> ")[-1])


asyncio.run(wait())
