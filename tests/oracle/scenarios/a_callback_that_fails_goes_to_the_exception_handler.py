"""The loop runs on."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, context: print(f"handler: {type(context['exception']).__name__}: {context['exception']}")
    )

    def bad():
        print("bad runs")
        raise ValueError("callback fails")

    loop.call_soon(bad)
    loop.call_soon(print, "next")
    loop.call_later(1, bad)
    await asyncio.sleep(2)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
