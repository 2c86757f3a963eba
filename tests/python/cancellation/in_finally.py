import asyncio


async def tidy():
    try:
        await asyncio.sleep(10)
    finally:
        print("closing ...")
        await asyncio.sleep(2)
        print("... closed")


async def main():
    task = asyncio.create_task(tidy())
    await asyncio.sleep(1)
    task.cancel()
    results = await asyncio.gather(task, return_exceptions=True)
    print(repr(results))
    task = asyncio.create_task(tidy())
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.sleep(1)
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True))


asyncio.run(main())
