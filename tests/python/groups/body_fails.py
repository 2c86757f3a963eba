import asyncio


async def sleeps():
    try:
        await asyncio.sleep(10)
    finally:
        print("left")


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(sleeps())
            await asyncio.sleep(1)
            raise KeyError("body")
    except* KeyError as errors:
        print(repr(errors.exceptions))


asyncio.run(main())
