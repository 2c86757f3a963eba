import asyncio


async def fail(text):
    await asyncio.sleep(0.1)
    raise ValueError(text)


async def main():
    task = asyncio.create_task(fail("first"))
    await asyncio.wait([task])
    print(repr(task.exception()))
    results = await asyncio.gather(fail("second"), fail("third"), return_exceptions=True)
    print(results)


asyncio.run(main())
