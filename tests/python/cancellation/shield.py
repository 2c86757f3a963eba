import asyncio


async def important():
    print("important begins")
    await asyncio.sleep(3)
    print("important ends")
    return 42


async def outer(task):
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        print("outer cancelled, inner cancelled:", task.cancelled())
        raise


async def main():
    inner = asyncio.create_task(important())
    task = asyncio.create_task(outer(inner))
    await asyncio.sleep(1)
    task.cancel()
    await asyncio.wait([task])
    print(task.cancelled(), inner.done())
    print(await inner)
    print(await asyncio.shield(asyncio.sleep(1, "sleep")))


asyncio.run(main())
