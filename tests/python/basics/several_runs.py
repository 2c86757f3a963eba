import asyncio


async def first():
    await asyncio.sleep(1)
    return asyncio.current_task().get_name()


async def second():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0.25)
    return loop.time()


print(asyncio.run(first()))
print(asyncio.run(second()))
print(asyncio.run(first()))
