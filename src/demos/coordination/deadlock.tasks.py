import asyncio

tasks = []


async def waiter(name, following):
    await asyncio.sleep(1)
    print(f"{name} awaits waiter-{following + 1}")
    await tasks[following]
    print(f"{name} is done")


async def main():
    for i in range(2):
        name = f"waiter-{i + 1}"
        tasks.append(asyncio.create_task(waiter(name, (i + 1) % 2), name=name))
    await asyncio.gather(*tasks)
    print("all done")


asyncio.run(main())
