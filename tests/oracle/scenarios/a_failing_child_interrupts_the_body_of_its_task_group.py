"""The body is cancelled where it waits."""

import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("broken")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails(), name="fails")
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("body cancelled")
                raise
    except ExceptionGroup as errors:
        print(f"{errors}: {errors.exceptions[0]}")
    print(f"requests: {asyncio.current_task().cancelling()}")


if __name__ == "__main__":
    asyncio.run(main())
