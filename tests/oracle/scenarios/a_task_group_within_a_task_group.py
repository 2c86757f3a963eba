"""The failure of the inner one is an error of the outer one unless it is caught."""

import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("deep")


async def works():
    await asyncio.sleep(2)
    print("ends")


async def main():
    async with asyncio.TaskGroup() as outer:
        outer.create_task(works(), name="works")
        try:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(fails(), name="fails")
        except ExceptionGroup as errors:
            print(f"inner: {errors.exceptions[0]}")
    print("left")


if __name__ == "__main__":
    asyncio.run(main())
