import asyncio


async def work(n):
    await asyncio.sleep(n)
    if n == 2:
        raise ValueError(f"no {n}")
    print("finished", n)
    return n


async def main():
    try:
        await asyncio.gather(work(1), work(2), work(3))
    except ValueError as error:
        print("caught", error)
    await asyncio.sleep(2)
    results = await asyncio.gather(work(1), work(2), work(3), return_exceptions=True)
    print(results)
    await asyncio.gather(work(1), work(2), work(3))


asyncio.run(main())
