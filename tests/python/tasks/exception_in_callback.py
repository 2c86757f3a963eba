import asyncio


def breaks(task):
    raise ZeroDivisionError("in a callback")


async def main():
    task = asyncio.create_task(asyncio.sleep(1), name="sleeps")
    task.add_done_callback(breaks)
    await task
    asyncio.get_running_loop().call_soon(int, "x")
    await asyncio.sleep(0.1)
    print("the loop goes on")


asyncio.run(main())
