import asyncio

background_tasks = set()


async def some_coro(param):
    await asyncio.sleep(param)
    print("done", param)


async def main():
    for i in range(10):
        task = asyncio.create_task(some_coro(param=i))

        # Add task to the set. This creates a strong reference.
        background_tasks.add(task)

        # To prevent keeping references to finished tasks forever,
        # make each task remove its own reference from the set after
        # completion:
        task.add_done_callback(background_tasks.discard)
    while background_tasks:
        await asyncio.sleep(1)
    print(len(background_tasks))


asyncio.run(main())
