import asyncio


async def work():
    print("works once")
    await asyncio.sleep(1)
    return object()


async def waits(task, name):
    result = await task
    print(name, "has it")
    return result


async def main():
    task = asyncio.create_task(work())
    a, b = await asyncio.gather(waits(task, "a"), waits(task, "b"))
    print(a is b is await task)


asyncio.run(main())
