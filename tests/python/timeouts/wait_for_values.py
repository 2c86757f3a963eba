import asyncio


async def work(n):
    await asyncio.sleep(n)
    return n


async def main():
    print(await asyncio.wait_for(work(1), 2))
    print(await asyncio.wait_for(work(1), None))
    for timeout in (0, -1, 0.5):
        try:
            print(await asyncio.wait_for(work(1), timeout))
        except asyncio.TimeoutError as error:
            print("timeout", repr(error), asyncio.TimeoutError is TimeoutError)
    done = asyncio.get_running_loop().create_future()
    done.set_result("was done")
    print(await asyncio.wait_for(done, 0))


asyncio.run(main())
