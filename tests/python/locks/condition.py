import asyncio


async def consumer(condition, items, name):
    async with condition:
        await condition.wait_for(lambda: items)
        print(name, "takes", items.pop(0))


async def producer(condition, items):
    for n in range(3):
        await asyncio.sleep(1)
        async with condition:
            items.append(n)
            condition.notify()
    await asyncio.sleep(1)
    async with condition:
        items += [3, 4]
        condition.notify_all()


async def main():
    condition, items = asyncio.Condition(), []
    await asyncio.gather(producer(condition, items), *(consumer(condition, items, n) for n in "abcde"))
    for wrong in (condition.notify, condition.notify_all):
        try:
            wrong()
        except RuntimeError as error:
            print(error)
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)


asyncio.run(main())
