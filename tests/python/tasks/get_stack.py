import asyncio


async def inner():
    await asyncio.sleep(1)


async def outer():
    await inner()


async def main():
    task = asyncio.create_task(outer())
    await asyncio.sleep(0)
    for frame in task.get_stack():
        print(frame.f_code.co_name, frame.f_lineno)
    task.print_stack()
    await task
    print(task.get_stack())
    print(task.get_coro().__name__)


asyncio.run(main())
