import asyncio


async def serve(table, ready):
    async with ready:
        await ready.wait()
    print("served", table)


async def cook(dish, ready):
    await asyncio.sleep(0.3)
    async with ready:
        ready.notify_all()
    print("cooked", dish)


async def main():
    ready = asyncio.Condition()
    waiter = asyncio.create_task(serve(1, ready))
    await cook("soup", ready)
    await cook("pasta", ready)
    await waiter


asyncio.run(main())
