"""A waiter is one of the future's callbacks."""

import asyncio


async def waiter(future):
    await future
    print("waiter woken")


async def main():
    future = asyncio.get_running_loop().create_future()
    future.add_done_callback(lambda future: print("callback before"))
    task = asyncio.create_task(waiter(future), name="waiter")
    await asyncio.sleep(0)
    future.add_done_callback(lambda future: print("callback after"))
    future.set_result(None)
    await task


if __name__ == "__main__":
    asyncio.run(main())
