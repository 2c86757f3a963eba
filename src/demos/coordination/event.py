import asyncio


async def runner(name, arrives, start):
    await asyncio.sleep(arrives)
    print(f"{name} is at the line; the signal has been given: {str(start.is_set()).lower()}")
    await start.wait()
    print(f"{name} runs")


async def starter(start):
    await asyncio.sleep(2)
    print("Go!")
    start.set()
    print("the starter puts the pistol away")


async def main():
    start = asyncio.Event()
    tasks = [asyncio.create_task(starter(start), name="starter")]
    for i in range(1, 4):
        name = f"runner-{i}"
        tasks.append(asyncio.create_task(runner(name, 0, start), name=name))
    tasks.append(asyncio.create_task(runner("latecomer", 3, start), name="latecomer"))
    await asyncio.gather(*tasks)


asyncio.run(main())
