import asyncio


async def save():
    await asyncio.sleep(3)
    print("saved")


async def shielded(task):
    await asyncio.shield(task)


async def main():
    saving = asyncio.create_task(save(), name="save")
    waiter = asyncio.create_task(shielded(saving), name="waiter")
    await asyncio.sleep(1)
    waiter.cancel()
    try:
        await waiter
    except asyncio.CancelledError:
        print("the waiter was cancelled")
    await saving
    print("the saving was not")


asyncio.run(main())
