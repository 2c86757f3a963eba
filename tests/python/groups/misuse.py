import asyncio


async def nothing():
    pass


async def main():
    group = asyncio.TaskGroup()
    coroutine = nothing()
    try:
        group.create_task(coroutine)
    except RuntimeError as error:
        print(str(error).replace(repr(group), "group"))
    async with group:
        pass
    coroutine2 = nothing()
    try:
        group.create_task(coroutine2)
    except RuntimeError as error:
        print(str(error).replace(repr(group), "group"))
    coroutine.close()
    coroutine2.close()
    try:
        async with group:
            pass
    except RuntimeError as error:
        print(str(error).replace(repr(group), "group"))


asyncio.run(main())
