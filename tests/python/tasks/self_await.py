import asyncio


async def main():
    task = asyncio.current_task()
    try:
        await asyncio.wait_for(asyncio.shield(task), 1)
    except TimeoutError:
        print("one waits for oneself for ever")


asyncio.run(main())
