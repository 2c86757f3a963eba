import asyncio


async def node(group, name, depth):
    print(name)
    if depth:
        for n in range(2):
            group.create_task(node(group, f"{name}.{n}", depth - 1))
    await asyncio.sleep(depth)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(node(group, "root", 2))
    print("all done")


asyncio.run(main())
