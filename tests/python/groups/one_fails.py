import asyncio


async def fails(n):
    await asyncio.sleep(n)
    raise ValueError(f"after {n}")


async def sleeps():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled by the group")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fails(1))
            tg.create_task(sleeps())
            print("body is over")
    except* ValueError as errors:
        print(errors, errors.exceptions)


asyncio.run(main())
