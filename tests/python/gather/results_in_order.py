import asyncio


async def work(n):
    await asyncio.sleep(n / 10)
    print("finished", n)
    return n


async def main():
    print(await asyncio.gather(work(3), work(1), work(2)))
    print(await asyncio.gather())
    same = asyncio.create_task(work(5))
    print(await asyncio.gather(same, same, work(1)))
    coroutine = work(2)
    print(await asyncio.gather(coroutine, coroutine))


asyncio.run(main())
