import asyncio


async def work(n):
    await asyncio.sleep(n)
    if n == 3:
        raise ValueError("three")
    return n


def shown(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    for when in (asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION, asyncio.ALL_COMPLETED):
        tasks = [asyncio.create_task(work(n), name=str(n)) for n in (1, 2, 3, 4)]
        done, pending = await asyncio.wait(tasks, return_when=when)
        print(when, shown(done), shown(pending))
        await asyncio.wait(tasks)
        tasks[2].exception()
    tasks = [asyncio.create_task(work(n), name=str(n)) for n in (1, 2)]
    done, pending = await asyncio.wait(tasks, timeout=1.5)
    print(shown(done), shown(pending))
    await asyncio.wait(pending)
    for wrong in ([], "x"):
        try:
            await asyncio.wait(wrong)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    try:
        await asyncio.wait(tasks, return_when="SOME")
    except ValueError as error:
        print(error)


asyncio.run(main())
