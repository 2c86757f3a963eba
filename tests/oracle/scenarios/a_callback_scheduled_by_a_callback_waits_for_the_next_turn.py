"""What is made ready during a turn runs in the next one."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()

    def outer():
        print("outer")
        loop.call_soon(lambda: print("inner"))

    loop.call_soon(outer)
    loop.call_soon(lambda: print("beside"))
    await asyncio.sleep(0)
    print("main after one turn")
    await asyncio.sleep(0)
    print("main after two turns")


if __name__ == "__main__":
    asyncio.run(main())
