import asyncio


async def fail():
    await asyncio.sleep(0.1)
    raise ValueError("lost")


async def main():
    task = asyncio.create_task(fail())
    await asyncio.sleep(0.3)
    print("done:", task.done())


asyncio.run(main())
