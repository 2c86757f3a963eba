import asyncio


async def leaf(name, n):
    await asyncio.sleep(n)
    print(name)
    if name == "bad":
        raise OSError(name)


async def branch(name):
    async with asyncio.TaskGroup() as tg:
        tg.create_task(leaf(name, 1))
        tg.create_task(leaf(name + "+", 2))


async def main():
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(branch("a"))
            async with asyncio.TaskGroup() as inner:
                inner.create_task(leaf("inner", 1))
            outer.create_task(branch("bad"))
    except* OSError as errors:
        print(errors)
        print(errors.exceptions[0])


asyncio.run(main())
