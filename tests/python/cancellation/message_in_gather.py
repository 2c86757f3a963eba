import asyncio


async def work():
    await asyncio.sleep(9)


async def last_words(task):
    task.cancel("too late")
    return "done"


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel("enough")
    # Who gathers a cancelled task is told no message; who awaits it, is.
    print(await asyncio.gather(task, return_exceptions=True))
    task = asyncio.create_task(work())
    await asyncio.sleep(1)
    task.cancel("enough")
    for _ in range(2):
        try:
            await task
        except asyncio.CancelledError as error:
            print(error.args)

    async def cancels_itself():
        return await last_words(asyncio.current_task())

    task = asyncio.create_task(cancels_itself())
    print(await asyncio.gather(task, return_exceptions=True))
    future = asyncio.get_running_loop().create_future()
    future.cancel("closed")
    print(await asyncio.gather(future, return_exceptions=True))


asyncio.run(main())
