import asyncio


async def work(name, seconds):
    print(name, "begins")
    await asyncio.sleep(seconds)
    print(name, "ends")


async def one_after_another():
    await work("A", 1)
    await work("B", 1)


async def with_tasks():
    tasks = [asyncio.create_task(work(name, 1)) for name in "CD"]
    for task in tasks:
        await task


async def main():
    await one_after_another()
    await with_tasks()


asyncio.run(main())
