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
    try:
        print("results:", await asyncio.gather(*tasks))
    except ValueError as error:
        print(f"gather: {type(error).__name__}: {error}")
    await asyncio.wait(tasks)
    print("main ends")


asyncio.run(main())
