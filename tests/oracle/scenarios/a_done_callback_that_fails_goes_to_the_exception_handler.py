"""The other callbacks of the future still run."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(f"handler: {context['exception']}"))
    future = loop.create_future()

    def bad(future):
        raise ValueError("callback fails")

    future.add_done_callback(lambda future: print("one"))
    future.add_done_callback(bad)
    future.add_done_callback(lambda future: print("three"))
    future.set_result(1)
    print(await future)
    await asyncio.sleep(0)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
