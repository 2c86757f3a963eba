import asyncio


async def fails(n):
    await asyncio.sleep(n)
    raise ValueError(f"number {n}")


async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(fails(0))
        tg.create_task(fails(0))


asyncio.run(main())
