import asyncio


async def sleeper(n):
    await asyncio.sleep(n)


async def main():
    tasks = [asyncio.create_task(sleeper(n), name=f"sleeper-{n}") for n in range(1, 4)]
    while len(asyncio.all_tasks()) > 1:
        print(sorted(task.get_name() for task in asyncio.all_tasks()))
        await asyncio.sleep(1)
    print(asyncio.current_task() in asyncio.all_tasks(), all(task.done() for task in tasks))


asyncio.run(main())
