import asyncio
import functools


async def work(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError("two")
    return n


def finished(task):
    if task.cancelled():
        print(task.get_name(), "was cancelled")
    elif task.exception():
        print(task.get_name(), "failed:", task.exception())
    else:
        print(task.get_name(), "returned", task.result())


def with_prefix(prefix, task):
    print(prefix, task.get_name())


async def main():
    tasks = [asyncio.create_task(work(n), name=f"work {n}") for n in (1, 2, 3)]
    for task in tasks:
        task.add_done_callback(functools.partial(with_prefix, "first"))
        task.add_done_callback(finished)
    print(tasks[0].remove_done_callback(finished), tasks[0].remove_done_callback(finished))
    await asyncio.sleep(2.5)
    tasks[2].cancel()
    await asyncio.sleep(0.1)
    tasks[0].add_done_callback(lambda task: print("late", task.result()))
    print("added")
    await asyncio.sleep(0)


asyncio.run(main())
