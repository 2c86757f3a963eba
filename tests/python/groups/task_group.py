import asyncio


async def some_coro(n):
    await asyncio.sleep(n)
    return n * 10


async def main():
    async with asyncio.TaskGroup() as tg:
        task1 = tg.create_task(some_coro(2))
        task2 = tg.create_task(some_coro(1), name="second")
        print(tg)
    print(f"Both tasks have completed now: {task1.result()}, {task2.result()}")
    print(tg, task2.get_name())


asyncio.run(main())
