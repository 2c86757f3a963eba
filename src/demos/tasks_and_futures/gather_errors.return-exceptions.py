import asyncio


async def work(name, delay):
    print(f"start {name}")
    await asyncio.sleep(delay)
    if name == "B":
        raise ValueError("B went wrong")
    print(f"finish {name}")
    return f"result of {name}"


async def main():
    delays = {"A": 2, "B": 1, "C": 3}
    tasks = [asyncio.create_task(work(name, delay), name=name) for name, delay in delays.items()]
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            print(f"{type(result).__name__}: {result}")
        else:
            print(result)
    print("main ends")


asyncio.run(main())
