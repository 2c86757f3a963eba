"""The request travels down the chain of awaits, the error up."""

import asyncio


async def inner():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("inner cancelled")
        raise


async def outer(task):
    try:
        await task
    except asyncio.CancelledError:
        print("outer cancelled")
        raise


async def main():
    below = asyncio.create_task(inner(), name="inner")
    above = asyncio.create_task(outer(below), name="outer")
    await asyncio.sleep(1)
    above.cancel()
    await asyncio.wait([above])
    print(f"{below.cancelled()} {above.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
