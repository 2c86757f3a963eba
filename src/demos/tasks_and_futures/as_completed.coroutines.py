import asyncio


async def fetch(name, delay):
    await asyncio.sleep(delay)
    return f"{name}: ready after {delay} s"


async def main():
    delays = {"first": 3, "second": 1, "third": 2}
    tasks = [asyncio.create_task(fetch(name, delay), name=name) for name, delay in delays.items()]
    for completed in asyncio.as_completed(tasks):
        print(await completed)


asyncio.run(main())
