"""Tasks without a name are Task-2, Task-3; named ones do not count."""

import asyncio


async def worker():
    print(asyncio.current_task().get_name())


async def main():
    first = asyncio.create_task(worker())
    named = asyncio.create_task(worker(), name="named")
    second = asyncio.create_task(worker())
    for task in (first, named, second):
        await task
    first.set_name("renamed")
    print(first.get_name())


if __name__ == "__main__":
    asyncio.run(main())
