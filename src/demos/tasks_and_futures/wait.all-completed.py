import asyncio


async def work(name, delay):
    await asyncio.sleep(delay)
    print(f"{name} has worked {delay} s")


async def fail(delay):
    await work("failing", delay)
    raise ValueError("no luck")


async def main():
    tasks = [
        asyncio.create_task(work("short", 1), name="short"),
        asyncio.create_task(work("long", 3), name="long"),
        asyncio.create_task(fail(2), name="failing"),
    ]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.ALL_COMPLETED)
    for task in tasks:
        if task in pending:
            print("pending:", task.get_name())
        elif error := task.exception():
            print(f"done: {task.get_name()}, with {type(error).__name__}: {error}")
        else:
            print("done:", task.get_name())
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
