import asyncio


async def work():
    await asyncio.sleep(10)


async def main():
    for message in (None, "text", 42, ("a", 1)):
        task = asyncio.create_task(work())
        await asyncio.sleep(0)
        task.cancel(message)
        try:
            await task
        except asyncio.CancelledError as error:
            print(error.args)


asyncio.run(main())
