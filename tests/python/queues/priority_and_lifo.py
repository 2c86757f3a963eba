import asyncio


async def main():
    priority = asyncio.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b"), (1, "A")]:
        await priority.put(item)
    print([await priority.get() for _ in range(priority.qsize())])
    stack = asyncio.LifoQueue(maxsize=3)
    for item in "xyz":
        await stack.put(item)
    print(stack.full(), [stack.get_nowait() for _ in range(3)])
    await priority.put((1, "a"))
    await priority.put((1, object()))


try:
    asyncio.run(main())
except TypeError as error:
    print(error)
