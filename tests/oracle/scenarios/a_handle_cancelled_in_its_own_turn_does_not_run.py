"""Both timers are due in one turn; the first cancels the second."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    handles = []

    def first():
        print("first")
        handles[0].cancel()

    loop.call_later(1, first)
    handles.append(loop.call_later(1, print, "second"))
    loop.call_later(1, print, "third")
    await asyncio.sleep(2)
    print("main")


if __name__ == "__main__":
    asyncio.run(main())
