"""The refusing child's result is lost, the gather is cancelled when it ends."""

import asyncio


async def stubborn():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("refused")
        await asyncio.sleep(1)
    return "kept"


async def main():
    child = asyncio.create_task(stubborn(), name="child")
    outer = asyncio.gather(child)
    await asyncio.sleep(1)
    print(f"cancel: {outer.cancel()}")
    try:
        await outer
    except asyncio.CancelledError:
        print(f"gather raised, child: {child.result()}")


if __name__ == "__main__":
    asyncio.run(main())
