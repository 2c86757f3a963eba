import asyncio
import gc


async def fails():
    await asyncio.sleep(0.1)
    raise RuntimeError("nobody looks")


async def main():
    task = asyncio.create_task(fails(), name="careless")
    await asyncio.sleep(1)
    print("done:", task.done())
    del task
    gc.collect()
    print("main ends")


asyncio.run(main())
