import asyncio


async def suicidal():
    asyncio.current_task().cancel()
    print("goes on until it waits")
    try:
        await asyncio.sleep(0)
    except asyncio.CancelledError:
        print("and there it is")
        raise


async def main():
    task = asyncio.create_task(suicidal())
    await asyncio.wait([task])
    print(task.cancelled())


asyncio.run(main())
