import asyncio


async def fails(error, n=0):
    await asyncio.sleep(n)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails(ValueError("v")))
            tg.create_task(fails(TypeError("t")))
            tg.create_task(fails(ValueError("w")))
    except* TypeError as errors:
        print("types", [str(e) for e in errors.exceptions])
    except* ValueError as errors:
        print("values", [str(e) for e in errors.exceptions])


asyncio.run(main())
