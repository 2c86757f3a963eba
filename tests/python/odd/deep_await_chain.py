import asyncio


async def chain(n):
    if n == 0:
        await asyncio.sleep(1)
        return 1
    return 1 + await chain(n - 1)


async def tasks(n):
    if n == 0:
        return 0
    return 1 + await asyncio.create_task(tasks(n - 1))


async def main():
    print(await chain(100))
    print(await tasks(50))


asyncio.run(main())
