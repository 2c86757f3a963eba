import asyncio


async def fails():
    await asyncio.sleep(2)
    raise ValueError("after the shield was left")


async def main():
    inner = asyncio.create_task(fails())
    try:
        await asyncio.wait_for(asyncio.shield(inner), 1)
    except TimeoutError:
        print("timeout")
    await asyncio.sleep(2)
    print("inner done", inner.done())


asyncio.run(main())
