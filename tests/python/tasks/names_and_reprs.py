import asyncio


async def work():
    await asyncio.sleep(1)
    return "x" * 3


async def fails():
    raise LookupError("nothing there")


async def main():
    task = asyncio.create_task(work(), name="worker")
    print(task)
    await asyncio.sleep(0)
    print(task)
    await task
    print(task)
    task = asyncio.create_task(fails())
    print(task.get_name())
    task.set_name("renamed")
    await asyncio.wait([task])
    print(task)
    print(task.exception())
    task = asyncio.create_task(work(), name=42)
    print(repr(task.get_name()))
    task.cancel()
    print(task)
    await asyncio.wait([task])
    print(task)


asyncio.run(main())
