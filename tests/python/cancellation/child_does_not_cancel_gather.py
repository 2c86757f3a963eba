import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n


async def main():
    children = [asyncio.create_task(work(n)) for n in (1, 2, 3)]
    group = asyncio.gather(*children)
    await asyncio.sleep(0)
    children[1].cancel()
    try:
        await group
    except asyncio.CancelledError:
        print("gather raised CancelledError")
    print([child.done() for child in children])
    print(await children[2])


asyncio.run(main())
