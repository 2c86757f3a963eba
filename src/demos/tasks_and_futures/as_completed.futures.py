import asyncio


async def function(i, future, delay):
    await asyncio.sleep(delay)
    print(f"Future {i}")
    future.set_result(i)
    await asyncio.sleep(delay)
    print(f"Function {i}")


async def main():
    loop = asyncio.get_running_loop()
    futures = []
    functions = []
    for i, delay in enumerate([2, 1, 3], 1):
        future = loop.create_future()
        functions.append(asyncio.create_task(function(i, future, delay), name=f"function {i}"))
        futures.append(future)
    for completed in asyncio.as_completed(futures):
        print(await completed, "handled")
    await asyncio.gather(*functions)
    print("all functions have ended")


asyncio.run(main())
