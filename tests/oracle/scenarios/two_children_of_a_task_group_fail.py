"""Both errors are in the group, in the order in which they came."""

import asyncio


async def fails():
    await asyncio.sleep(1)
    raise ValueError("first")


async def fails_in_clean_up():
    try:
        await asyncio.sleep(10)
    finally:
        await asyncio.sleep(1)
        raise RuntimeError("second")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails_in_clean_up(), name="slow")
            group.create_task(fails(), name="fast")
    except ExceptionGroup as errors:
        print(errors)
        for error in errors.exceptions:
            print(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    asyncio.run(main())
