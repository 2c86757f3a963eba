"""Neither is cancelled, both errors are kept."""

import asyncio


async def fails(text):
    await asyncio.sleep(1)
    raise ValueError(text)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(fails("one"), name="one")
            group.create_task(fails("two"), name="two")
    except ExceptionGroup as errors:
        print(" ".join(str(error) for error in errors.exceptions))


if __name__ == "__main__":
    asyncio.run(main())
