import asyncio


async def fetch(delay):
    await asyncio.sleep(delay)
    return f"data after {delay} s"


async def process(name, delay):
    data = await fetch(delay)
    print(f"{name} is ready")
    return data


async def main():
    delays = {"first": 8, "second": 1, "third": 10}
    tasks = {name: asyncio.create_task(process(name, delay), name=name) for name, delay in delays.items()}
    for name, task in tasks.items():
        print(f"{name}: {await task}")


asyncio.run(main())
