import asyncio


async def work():
    await asyncio.sleep(1)
    return 5


async def main():
    task = asyncio.create_task(work())
    print(task.done(), task.cancelled())
    try:
        task.result()
    except asyncio.InvalidStateError as error:
        print(error)
    try:
        task.exception()
    except asyncio.InvalidStateError as error:
        print(error)
    await asyncio.sleep(2)
    print(task.done(), task.result(), task.exception())
    task = asyncio.create_task(work())
    task.cancel()
    await asyncio.sleep(0)
    print(task.done(), task.cancelled())
    for ask in (task.result, task.exception):
        try:
            ask()
        except asyncio.CancelledError as error:
            print("cancelled", error.args)
    print(task.cancel(), task.cancelling())


asyncio.run(main())
