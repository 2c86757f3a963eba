"""Its sibling is cancelled, the error comes in an ExceptionGroup."""

import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("broken")


async def works():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled")
        raise


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(), name="fails")
            sibling = group.create_task(works(), name="works")
    except ExceptionGroup as errors:
        print(f"{errors}: {errors.exceptions[0]}")
    print(f"sibling cancelled: {sibling.cancelled()}")


if __name__ == "__main__":
    asyncio.run(main())
