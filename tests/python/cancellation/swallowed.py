import asyncio


async def stubborn():
    while True:
        try:
            await asyncio.sleep(1)
            print("slept")
            return "finished"
        except asyncio.CancelledError as error:
            print("ignored", error)


async def main():
    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0.5)
    print(task.cancel("please"), task.cancelling())
    await asyncio.sleep(0.2)
    print(task.cancel("please!"), task.cancelling())
    print(await task, task.cancelled())


asyncio.run(main())
