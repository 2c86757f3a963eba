"""Its child is cancelled and waited for; the error is in the group."""

import asyncio


async def child():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(1)
        print("cleaned up")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(child(), name="child")
            await asyncio.sleep(1)
            raise ValueError("body fails")
    except ExceptionGroup as errors:
        print(f"{errors}: {errors.exceptions[0]}")


if __name__ == "__main__":
    asyncio.run(main())
