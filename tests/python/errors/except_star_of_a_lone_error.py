import asyncio


async def main():
    try:
        raise ValueError("alone")
    except* ValueError as group:
        print(repr(group))
    try:
        raise KeyboardInterrupt("alone")
    except* ValueError:
        print("never")
    except* BaseException as group:
        print(repr(group))
    task = asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(0)
    task.cancel("enough")
    try:
        await task
    except* asyncio.CancelledError as group:
        print(repr(group), group.exceptions[0].args)
    try:
        ExceptionGroup("by hand", [asyncio.CancelledError()])
    except TypeError as error:
        print(error)


asyncio.run(main())
