import asyncio


async def quick(n):
    print("quick", n)
    return n


async def slow(n):
    print("slow begins", n)
    await asyncio.sleep(1)
    print("slow ends", n)
    return n


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    task = asyncio.create_task(quick(1))
    print("created", task.done(), task.result())
    task = asyncio.create_task(slow(2))
    print("created", task.done())
    print(await task)
    print(await asyncio.gather(quick(3), slow(4), quick(5)))


asyncio.run(main())
