# An error that arises in another file: the traceback names both.
import asyncio

from worker import work


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(work(2))
        group.create_task(work(0))


asyncio.run(main())
