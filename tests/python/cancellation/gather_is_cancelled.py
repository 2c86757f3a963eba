import asyncio


async def work(n):
    try:
        await asyncio.sleep(n)
        print("done", n)
    except asyncio.CancelledError:
        print("cancelled", n)
        raise


async def main():
    group = asyncio.gather(work(1), work(5), work(6))
    await asyncio.sleep(2)
    print(group.cancel(), group.done())
    try:
        await group
    except asyncio.CancelledError:
        print("the whole is cancelled", group.cancelled())


asyncio.run(main())
