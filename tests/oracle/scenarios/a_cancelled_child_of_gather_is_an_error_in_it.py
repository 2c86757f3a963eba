"""The gather raises CancelledError, main itself is not cancelled."""

import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    print("ends")


async def main():
    a = asyncio.create_task(work(10), name="a")
    b = asyncio.create_task(work(2), name="b")
    outer = asyncio.gather(a, b)
    await asyncio.sleep(1)
    a.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print(f"gather: {outer.cancelled()}, requests: {asyncio.current_task().cancelling()}")
    await b


if __name__ == "__main__":
    asyncio.run(main())
