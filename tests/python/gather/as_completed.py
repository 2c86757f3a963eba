import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n


async def main():
    tasks = [asyncio.create_task(work(n)) for n in (3, 1, 2)]
    for earliest in asyncio.as_completed(tasks):
        print(await earliest)
    tasks = [asyncio.create_task(work(n), name=f"w{n}") for n in (3, 1, 2)]
    async for task in asyncio.as_completed(tasks):
        print(task.get_name(), await task)
    tasks = [asyncio.create_task(work(n)) for n in (3, 1, 2)]
    try:
        for earliest in asyncio.as_completed(tasks, timeout=2.5):
            print(await earliest)
    except TimeoutError:
        print("too late for the rest")
    print([task.done() for task in tasks])


asyncio.run(main())
