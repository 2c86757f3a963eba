import asyncio


async def child(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("child", n)
        raise


async def scope():
    async with asyncio.TaskGroup() as group:
        group.create_task(child(1))
        await asyncio.sleep(10)


async def main():
    task = asyncio.create_task(scope())
    await asyncio.sleep(1)
    task.cancel("from outside")
    try:
        await task
    except asyncio.CancelledError as error:
        print("scope cancelled", error.args)


asyncio.run(main())
